"""The design system: one component a file, each a function from translated texts to elements.

Texts may be plain strings or Vars. Variants are named by Literals and live in one table a file.
"""
