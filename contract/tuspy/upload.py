"""Uploads files with tuspy as it comes: ENDPOINT CHUNK_BYTES FILE… (0: a whole file in one request, without checksums)."""

import sys
import time

from tusclient import client
from tusclient.exceptions import TusCommunicationError

endpoint, chunk_bytes, paths = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
options = {"chunk_size": chunk_bytes, "upload_checksum": True} if chunk_bytes else {}


def upload(path):
    uploader = client.TusClient(endpoint).uploader(path, retries=60, retry_delay=0.2, **options)
    for attempt in range(60):
        try:
            return uploader.upload()
        except TusCommunicationError:
            # It tries a creation only once.
            if attempt == 59:
                raise
            time.sleep(0.2)


for path in paths:
    upload(path)
