"""The demo provider's pages: plain HTML, no script, both languages at once or by wish."""

from collections.abc import Sequence
from html import escape

from .people import Person

STYLE = """
:root{color-scheme:light dark;--ground:#fbf8f3;--card:#fff;--ink:#14201f;--muted:#43514f;
--line:#6b7c79;--primary:#0b5563;--note:#fcebc8;--note-ink:#6e4300}
@media(prefers-color-scheme:dark){:root{--ground:#0c1517;--card:#132023;--ink:#eaf1f0;
--muted:#a9bdbb;--line:#6e8a88;--primary:#6fd0dc;--note:#38290d;--note-ink:#f2c46b}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);
font:17px/1.5 system-ui,sans-serif}main{max-width:34rem;margin:0 auto;padding:24px 16px 48px}
h1{font-size:26px;line-height:1.25;margin:0 0 8px}p{margin:0 0 16px;color:var(--muted)}
.note{background:var(--note);color:var(--note-ink);border-radius:12px;padding:12px 16px;
margin:0 0 24px}ul{list-style:none;margin:0;padding:0;display:grid;gap:8px}
button{font:inherit;color:inherit;width:100%;min-height:56px;padding:10px 16px;cursor:pointer;
text-align:left;background:var(--card);border:1px solid var(--line);border-radius:14px}
button:hover{border-color:var(--primary)}
button:focus-visible{outline:3px solid #fd0;box-shadow:0 0 0 6px #14201f}
strong{display:block}small{font-size:14px;color:var(--muted)}
.cancel{margin-top:24px;text-align:center;background:transparent;font-weight:600;
color:var(--primary)}
"""

WORDS = {
    "id": {
        "title": "Masuk (demo)",
        "note": "Ini penyedia akun <b>demo</b> di komputer ini. Orang-orangnya tidak nyata dan "
        "tidak memakai kata sandi.",
        "ask": "Pilih siapa Anda kali ini.",
        "cancel": "Batal",
        "out": "Anda sudah keluar dari akun demo.",
        "problem": "Permintaan masuk tidak dapat dipakai",
    },
    "en": {
        "title": "Sign in (demo)",
        "note": "This is a <b>demo</b> account provider on this computer. Its people are not "
        "real and use no password.",
        "ask": "Choose who you are this time.",
        "cancel": "Cancel",
        "out": "You are signed out of the demo account.",
        "problem": "This sign-in request cannot be used",
    },
}


def _document(title: str, body: str, locale: str = "id") -> str:
    return (
        f'<!doctype html><html lang="{locale}"><head><meta charset="utf-8">'
        '<link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )


def people(who: Sequence[Person], query: dict[str, str]) -> str:
    """Draw one large button for each person; the request travels along in hidden fields."""
    locale = "en" if query.get("ui_locales", "").startswith("en") else "id"
    words = WORDS[locale]
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in query.items()
        if name != "person"
    )
    buttons = "".join(_button(person, locale) for person in who)
    return _document(
        words["title"],
        f'<h1>{words["title"]}</h1><p class="note">{words["note"]}</p><p>{words["ask"]}</p>'
        f'<form method="post" action="/authorize">{hidden}<ul>{buttons}</ul>'
        f'<button class="cancel" name="person" value="">{words["cancel"]}</button></form>',
        locale,
    )


def _button(person: Person, locale: str) -> str:
    what = person.what_en if locale == "en" else person.what_id
    return (
        f'<li><button name="person" value="{person.username}"><strong>{escape(person.name)}'
        f"</strong><small>{escape(what)} · {person.username}</small></button></li>"
    )


def signed_out() -> str:
    words = WORDS["id"]
    return _document(words["out"], f"<h1>{words['out']}</h1><p>{WORDS['en']['out']}</p>")


def problem(reason: str) -> str:
    title = WORDS["id"]["problem"]
    return _document(title, f"<h1>{title}</h1><p>{WORDS['en']['problem']}: {escape(reason)}</p>")
