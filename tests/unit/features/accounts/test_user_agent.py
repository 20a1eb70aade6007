import pytest

from bessai_berinta.features.accounts import user_agent

ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("text", "browser", "system"),
    [
        (f"{ANDROID}Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome", "Android"),
        (
            f"{ANDROID}SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
            "Samsung Internet",
            "Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari",
            "iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0",
            "Microsoft Edge",
            "Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0", "Firefox", "Linux"),
        ("curl/8.5.0", "", ""),
        ("", "", ""),
    ],
)
def test_a_browser_and_its_system_are_recognised(text: str, browser: str, system: str) -> None:
    assert (user_agent.browser(text), user_agent.system(text)) == (browser, system)
