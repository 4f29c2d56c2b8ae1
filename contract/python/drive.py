"""One batch from the recording to the report, with the client that is generated for Python."""

import hashlib
import importlib
import json
import pkgutil
import sys
import time
import uuid
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import argus_client
from argus_client import Client
from argus_client.api.batches import complete_batch, create_batch, get_batch, get_progress
from argus_client.api.files import download_file
from argus_client.api.knowledge import import_knowledge
from argus_client.api.platforms import put_platform_database
from argus_client.api.reports import get_report
from argus_client.api.uploads import upload_file
from argus_client.models import (
    BatchAction,
    Batch,
    CreateBatchBody,
    Error,
    File,
    ImportKnowledgeDryRun,
    KnowledgeImport,
    PlatformDatabase,
    Progress,
    Report,
    UploadFileBody,
)
from argus_client.types import File as Bytes

T = TypeVar("T")


def answer(kind: type[T], got: object) -> T:
    """What was answered, when it is of the kind that is expected."""
    if not isinstance(got, kind):
        raise SystemExit(f"expected {kind.__name__}, got {got!r}")
    return got


for module in pkgutil.walk_packages(argus_client.__path__, "argus_client."):
    importlib.import_module(module.name)

url, folder = sys.argv[1], Path(sys.argv[2])


def file_of(name: str) -> Bytes:
    return Bytes(payload=BytesIO((folder / name).read_bytes()), file_name=name)


with Client(base_url=url) as argus:
    database = answer(
        PlatformDatabase,
        put_platform_database.sync(
            "python", "vehicle.dbc", client=argus, body=file_of("vehicle.dbc")
        ),
    )
    imported = answer(
        KnowledgeImport,
        import_knowledge.sync(
            client=argus, body=file_of("knowledge.csv"), dry_run=ImportKnowledgeDryRun.TRUE
        ),
    )
    body = CreateBatchBody(vehicle_id="python-1", vin="WVWZZZ1JZ3W386752", platform="python")
    batch = answer(Batch, create_batch.sync(client=argus, body=body)).batch_id
    file = answer(
        File,
        upload_file.sync(
            batch,
            client=argus,
            body=UploadFileBody(file=file_of("drive.mcap")),
            idempotency_key="drive-1",
        ),
    )
    answer(BatchAction, complete_batch.sync(batch, client=argus))
    progress = answer(Progress, get_progress.sync(batch, client=argus))
    while progress.status not in ("completed", "failed"):
        time.sleep(0.1)
        progress = answer(Progress, get_progress.sync(batch, client=argus))
    report = answer(Report, get_report.sync(batch, client=argus))
    content = answer(Bytes, download_file.sync(batch, file.file_id, client=argus))
    refused = answer(Error, get_batch.sync(uuid.uuid4(), client=argus))

account = {
    "batch_id": str(batch),
    "signals": database.signals,
    "imported": imported.created,
    "size": file.size,
    "sha256": file.sha256,
    "status": progress.status,
    "processed_files": progress.processed_files,
    "parsed": report.totals.parsed,
    "cpu_average": report.cpu.avg if report.cpu else None,
    "content_sha256": hashlib.sha256(content.payload.read()).hexdigest(),
    "refusal": refused.code,
}
print(json.dumps(account))
