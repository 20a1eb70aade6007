"""Bessai Berinta, the smart-city app of Kota Bontang."""
