"""Uploads a file with tuspy as it comes: ENDPOINT FILE CHUNK_BYTES (0: the whole file in one request, without checksums)."""

import sys

from tusclient import client

endpoint, path, chunk_bytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
options = {"chunk_size": chunk_bytes, "upload_checksum": True} if chunk_bytes else {}
uploader = client.TusClient(endpoint).uploader(path, retries=60, retry_delay=0.2, **options)
uploader.upload()
print(uploader.url)
