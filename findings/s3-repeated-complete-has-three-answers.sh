#!/usr/bin/env bash
# S3 servers answer a CompleteMultipartUpload that is sent a second time, because the first answer was lost, in different ways.
#
# Amazon documents that a repeat succeeds. versitygw 1.8.0 and moto 5.2.5 answer 200 like it; MinIO (its last source,
# 2026-02-12) answers 404 NoSuchUpload, although the object is there and whole. A client that takes the second answer for the
# truth reports a finished upload as lost, on one server only.
#
# Seen: versitygw 200, moto 200, MinIO NoSuchUpload; HEAD finds the object on all three.
set -euo pipefail
folder=$(mktemp -d)
cleanup() { kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"; }
trap cleanup EXIT
cd "$folder"
export GOBIN="$folder/bin" CGO_ENABLED=0
go install github.com/versity/versitygw/cmd/versitygw@v1.8.0
go install github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'moto[server]==5.2.5' boto3==1.44.8
port() { venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
minio=$(port) versity=$(port) moto=$(port)
mkdir minio versity meta
MINIO_ROOT_USER=argus MINIO_ROOT_PASSWORD=local-secret bin/minio server --quiet --address "127.0.0.1:$minio" minio >minio.log 2>&1 &
ROOT_ACCESS_KEY=argus ROOT_SECRET_KEY=local-secret bin/versitygw --port "127.0.0.1:$versity" posix --sidecar "$folder/meta" "$folder/versity" >versity.log 2>&1 &
venv/bin/moto_server -H 127.0.0.1 -p "$moto" >moto.log 2>&1 &
venv/bin/python - "$versity" "$moto" "$minio" <<'PYTHON'
import sys
import time
import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

def answers(port):
    s3 = boto3.client(
        's3', endpoint_url=f'http://127.0.0.1:{port}', region_name='us-east-1', aws_access_key_id='argus',
        aws_secret_access_key='local-secret', config=Config(s3={'addressing_style': 'path'}, retries={'total_max_attempts': 1}),
    )
    for _ in range(300):
        try:
            s3.create_bucket(Bucket='drives')
            break
        except (BotoCoreError, ClientError):
            time.sleep(0.1)
    upload = {'Bucket': 'drives', 'Key': 'drive.mcap'}
    upload['UploadId'] = s3.create_multipart_upload(Bucket='drives', Key='drive.mcap')['UploadId']
    part = s3.upload_part(**upload, PartNumber=1, Body=bytes(5 << 20))
    parts = {'Parts': [{'PartNumber': 1, 'ETag': part['ETag']}]}
    s3.complete_multipart_upload(**upload, MultipartUpload=parts)
    try:
        again = s3.complete_multipart_upload(**upload, MultipartUpload=parts)['ResponseMetadata']['HTTPStatusCode']
    except ClientError as error:
        again = error.response['Error']['Code']
    return again, s3.head_object(Bucket='drives', Key='drive.mcap')['ContentLength']

versity, moto, minio = (answers(port) for port in sys.argv[1:])
print('versitygw', versity, 'moto', moto, 'MinIO', minio)
size = 5 << 20
assert versity == (200, size) and moto == (200, size) and minio == ('NoSuchUpload', size)
PYTHON
