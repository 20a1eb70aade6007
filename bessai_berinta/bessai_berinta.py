"""The app object: pages, routes and middleware put together; nothing else."""

import reflex as rx
from starlette.applications import Starlette

from bessai_berinta.ui import home
from bessai_berinta.ui.page import add_pages
from bessai_berinta.ui.session import SessionGate
from bessai_berinta.ui.shell import shell
from bessai_berinta.web.lifespan import services
from bessai_berinta.web.routes import ROUTES

app = rx.App(html_lang="id", api_transformer=[Starlette(routes=ROUTES)])
add_pages(app, [*home.PAGES], shell)
app.register_lifespan_task(services)
app.add_middleware(SessionGate(), 0)
