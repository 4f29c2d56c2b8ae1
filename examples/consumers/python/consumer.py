"""Prints what Argus says about batches: one JSON line for each event, repeats left out.

    python3 consumer.py BROKERS TOPIC GROUP [COUNT]

Ends after COUNT events, or with Ctrl-C.
"""

import json
import sys

from confluent_kafka import Consumer, KafkaException


def main(brokers: str, topic: str, group: str, count: int | None) -> None:
    consumer = Consumer(
        {
            "bootstrap.servers": brokers,
            "group.id": group,
            "auto.offset.reset": "earliest",
            # An offset is committed once its event was handled: after a crash some come again, none is missed.
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([topic])
    # Events come at least once. A program that must not act twice after a restart keeps the ids where it keeps its work.
    seen: set[str] = set()
    try:
        while count is None or len(seen) < count:
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                raise KafkaException(message.error())
            event = json.loads(message.value())
            if event["event_id"] not in seen:
                seen.add(event["event_id"])
                handle(event)
            consumer.commit(message, asynchronous=False)
    finally:
        consumer.close()


def handle(event: dict) -> None:
    """Here is the place for what the program is for. Unknown types are to be passed over: later versions add some."""
    print(json.dumps({key: event[key] for key in ("event_id", "event_type", "batch_id")}), flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:4], int(sys.argv[4]) if len(sys.argv) > 4 else None)
    except KeyboardInterrupt:
        pass
