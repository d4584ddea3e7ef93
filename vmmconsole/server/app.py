"""The HTTP surface: the routes of ``vmmconsole.client.contract`` over an engine."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from functools import partial
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from starlette.responses import Response

from vmmconsole import __version__
from vmmconsole.engine.signin import Principal, SignIn
from vmmconsole.model import Job
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.noun import Value
from vmmconsole.model.wire import (
    CmdletRequest,
    JobRequest,
    ObjectsRequest,
    RatingQuery,
    RestartRequest,
    SecretRequest,
    StopRequest,
)

from . import problems
from .compression import Compression
from .description import describe
from .edge import Authenticate, Edge, Limits, authenticate_peer
from .ending import Ending
from .service import Service
from .sign_in import check_may_change, sign_in_routes, version_route
from .stream import ChangeStream, Hub

MAX_WAIT_SECONDS = 60.0


async def _user(request: Request) -> str:
    return str(request.state.user)


async def _changer(request: Request) -> str:
    check_may_change(request.state.principal)
    return str(request.state.user)


User = Annotated[str, Depends(_user)]
Changer = Annotated[str, Depends(_changer)]
"""A user who did not come with a token that is for reading only."""


def create_app(
    service: Service,
    *,
    authenticate: Authenticate = authenticate_peer,
    hub: Hub | None = None,
    ending: Ending | None = None,
    sign_in: SignIn | None = None,
    limits: Limits | None = None,
) -> FastAPI:
    """The app over a service; `authenticate` says who asks, `hub` spreads changes, `ending` ends the server.

    With `sign_in` people can sign in, and `limits` says how often they may ask.
    """
    hub = hub or Hub()
    ending = ending or Ending(hub, service.unfinished_jobs)

    app = FastAPI(
        title="vmmconsole", version=__version__, openapi_url="/v1/openapi.json", docs_url=None, redoc_url=None
    )
    app.state.hub = hub
    app.state.ending = ending
    for router in (_objects(service), _jobs(service, hub), _hosts(service), _engine(service, hub, ending)):
        app.include_router(router, prefix="/v1")
    app.include_router(version_route(), prefix="/v1")
    if sign_in is not None:
        app.include_router(sign_in_routes(sign_in, service.check_may_manage_accounts), prefix="/v1")
    describe(app)
    app.add_middleware(Compression)
    app.add_middleware(Edge, authenticate=authenticate, limits=limits)
    problems.install(app)
    return app


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")


def _value(value: Value) -> Response:
    return _json(value.model_dump_json(by_alias=True).encode())


def _values(values: Iterable[Value]) -> Response:
    return _json(b"[" + b",".join(value.model_dump_json(by_alias=True).encode() for value in values) + b"]")


def _objects(service: Service) -> APIRouter:
    router = APIRouter()

    @router.get("/objects/{kind}")
    def list_objects(kind: str, user: User) -> Response:
        return _json(service.list_json(user, kind))

    @router.get("/objects/{kind}/{object_id}")
    def get_object(kind: str, object_id: UUID, user: User) -> Response:
        return _json(service.object_json(user, kind, object_id))

    @router.post("/objects/{kind}")
    def get_objects(kind: str, request: ObjectsRequest, user: User) -> Response:
        return _json(service.objects_json(user, kind, request.ids))

    @router.get("/tracking")
    def tracking(
        user: User, job: UUID | None = None, object_id: Annotated[UUID | None, Query(alias="object")] = None
    ) -> Response:
        if (job is None) == (object_id is None):
            raise ParameterError(
                "Change Tracking is of a job or of an object.", action="Give one of ?job= and ?object=."
            )
        return _values(service.tracking(user, job=job, obj=object_id))

    return router


def _jobs(service: Service, hub: Hub) -> APIRouter:
    router = APIRouter()

    @router.post("/jobs")
    def run(request: JobRequest, user: User, asking: Request) -> Response:
        if not request.what_if:
            check_may_change(asking.state.principal)
        return _value(service.run(user, request))

    @router.get("/jobs/{job_id}")
    async def news(
        job_id: UUID,
        user: User,
        wait: Annotated[float, Query(ge=0, le=MAX_WAIT_SECONDS)] = 0,
        after: int | None = None,
    ) -> Response:
        return _value(await _news(service, hub, user, job_id, wait, after))

    @router.post("/jobs/{job_id}/stop")
    def stop(job_id: UUID, user: Changer) -> Response:
        return _value(service.stop_job(user, job_id))

    @router.post("/jobs/{job_id}/restart")
    def restart(job_id: UUID, request: RestartRequest, user: Changer) -> Response:
        return _value(service.restart_job(user, job_id, skip_failed_step=request.skip_failed_step))

    @router.post("/cmdlets")
    def call(request: CmdletRequest, user: User, asking: Request) -> Response:
        principal: Principal = asking.state.principal
        if principal.scope == "read" and not request.what_if and service.changes(request.name):
            check_may_change(principal)
        return _value(service.call(user, request))

    return router


async def _news(service: Service, hub: Hub, user: str, job_id: UUID, wait: float, after: int | None) -> Job:
    """The job when it is news to the asker, or when the time is over or the server ends."""
    deadline = time.monotonic() + wait
    with hub.watch(str(job_id)) as changed:
        while True:
            changed.clear()
            job = await asyncio.to_thread(service.job, user, job_id)
            fresh = job.is_completed if after is None else job.revision > after
            left = deadline - time.monotonic()
            if fresh or left <= 0 or hub.closed:
                return job
            try:
                await asyncio.wait_for(changed.wait(), left)
            except TimeoutError:
                return await asyncio.to_thread(service.job, user, job_id)


def _hosts(service: Service) -> APIRouter:
    router = APIRouter()

    @router.post("/ratings")
    def ratings(query: RatingQuery, user: User) -> Response:
        return _values(service.rate(user, query))

    @router.get("/machines/{machine_id}/thumbnail")
    def thumbnail(machine_id: UUID, user: User) -> Response:
        image = service.thumbnail(user, machine_id)
        if image is None:
            return Response(status_code=204)
        return Response(image, media_type="image/png", headers={"cache-control": "no-store"})

    @router.post("/machines/{machine_id}/viewer")
    def viewer(machine_id: UUID, user: User) -> Response:
        return _value(service.viewer(user, machine_id))

    @router.get("/machines/{machine_id}/files")
    def files(machine_id: UUID, user: User) -> Response:
        return _json(orjson.dumps(service.files_of(user, machine_id)))

    @router.get("/scripts/{script_id}/content")
    def script_content(script_id: UUID, user: User) -> Response:
        content = service.script_content(user, script_id)
        return Response(content, media_type="application/octet-stream", headers={"cache-control": "no-store"})

    @router.get("/hosts/{host_id}/directory")
    def directory(host_id: UUID, user: User, path: str = "") -> Response:
        return _values(service.directory(user, host_id, path))

    @router.get("/hosts/{host_id}/path")
    def path_facts(host_id: UUID, path: str, user: User) -> Response:
        return _value(service.path_facts(user, host_id, path))

    @router.get("/hosts/{host_id}/capabilities")
    def capabilities(host_id: UUID, user: User) -> Response:
        return _value(service.capabilities(user, host_id))

    return router


def _engine(service: Service, hub: Hub, ending: Ending) -> APIRouter:
    router = APIRouter()

    @router.get("/server")
    def server(user: User) -> Response:
        return _value(service.server(user))

    @router.get("/engine/ready")
    def ready(user: User, wait: Annotated[float, Query(ge=0, le=MAX_WAIT_SECONDS)] = 0) -> Response:
        del user
        return _json(orjson.dumps({"Ready": service.wait_ready(wait)}))

    @router.put("/secrets/{secret_id}")
    def keep_secret(secret_id: UUID, request: SecretRequest, user: Changer) -> Response:
        service.keep_secret(user, secret_id, request)
        return Response(status_code=204)

    @router.get("/changes")
    async def changes(user: User, since: Annotated[int, Query(ge=0)] = 0) -> Response:
        lens = await asyncio.to_thread(service.lens, user)
        await asyncio.to_thread(service.check_revision, user, since)
        return ChangeStream(hub, since, partial(service.events_since, user), lens)

    @router.post("/engine/stop")
    async def stop(request: StopRequest, user: Changer) -> Response:
        await asyncio.to_thread(service.check_may_stop, user)
        ending.ask(request.mode)
        return _json(b"{}")

    return router
