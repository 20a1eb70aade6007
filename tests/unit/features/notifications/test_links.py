"""The links that end mails: only ours work, and only for what they say."""

from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.features.notifications.links import Stop, read, sign

SECRET = "a secret of the test"


@given(st.builds(Stop, account=st.text(), kind=st.text(), address=st.text()))
def test_a_link_says_what_it_was_made_for(stop):
    assert read(sign(stop, SECRET), SECRET) == stop


@given(st.text())
def test_nothing_made_up_is_a_link(token):
    assert read(token, SECRET) is None


def test_a_changed_link_and_one_of_another_key_are_refused():
    token = sign(Stop("a", "report"), SECRET)
    content, _, mac = token.partition(".")
    other = sign(Stop("b", "report"), SECRET).partition(".")[0]
    assert read(f"{other}.{mac}", SECRET) is None
    assert read(f"{content}.{mac[:-2]}AA", SECRET) is None
    assert read(token, "another secret") is None
