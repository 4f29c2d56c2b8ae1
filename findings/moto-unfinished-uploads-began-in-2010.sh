#!/usr/bin/env bash
# moto 5.2.5: ListMultipartUploads says of every unfinished upload that it was begun on 10 November 2010, the date of the example in S3's
# documentation, and the root of a ListParts answer is ListPartsResponse instead of ListPartsResult.
#
# A clean-up that goes by the age of uploads, tried against moto, aborts those that have just begun; clients that check the root, such as minio
# for JavaScript, refuse the list of parts. boto3 notices neither: it does not look at the root.
#
# Seen: an upload begun now was initiated at 2010-11-10T20:48:33Z.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'moto[s3]==5.2.5'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re
import boto3
from moto import mock_aws

roots = []
with mock_aws():
    s3 = boto3.client('s3', region_name='us-east-1', aws_access_key_id='key', aws_secret_access_key='secret')
    s3.meta.events.register(
        'before-parse.s3.ListParts',
        lambda response_dict, **_: roots.append(re.search(rb'<(ListParts\w+)', response_dict['body'])[1]),
    )
    s3.create_bucket(Bucket='drives')
    upload = s3.create_multipart_upload(Bucket='drives', Key='drive.mcap')['UploadId']
    begun = s3.list_multipart_uploads(Bucket='drives')['Uploads'][0]['Initiated'].isoformat()
    s3.list_parts(Bucket='drives', Key='drive.mcap', UploadId=upload)
print(begun, roots)
assert begun == '2010-11-10T20:48:33+00:00', begun
assert roots == [b'ListPartsResponse'], roots
PYTHON
