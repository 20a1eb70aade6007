"""The app object: pages, routes and middleware put together; nothing else."""

import reflex as rx
from starlette.applications import Starlette

from bessai_berinta.ui import catalogue, desks, emergency
from bessai_berinta.ui.home import home_page
from bessai_berinta.ui.not_found import add_not_found
from bessai_berinta.ui.page import add_pages
from bessai_berinta.ui.session import SessionGate
from bessai_berinta.ui.shell import shell
from bessai_berinta.web.lifespan import services
from bessai_berinta.web.routes import ROUTES

app = rx.App(
    html_lang="id",
    # Tailwind brings its own reset.
    reset_style=False,
    stylesheets=["/styles/city.css"],
    api_transformer=[Starlette(routes=ROUTES)],
)
add_pages(app, [home_page(), *catalogue.PAGES, *emergency.PAGES, *desks.PAGES], shell)
add_not_found(app)
app.register_lifespan_task(services)
app.add_middleware(SessionGate(), 0)
