// Prints what Argus says about batches: one JSON line for each event, repeats left out.
//
//	consumer BROKERS TOPIC GROUP [COUNT]
//
// Ends after COUNT events, or with Ctrl-C.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"os/signal"
	"strconv"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Event has the fields that every event has; the others depend on its type.
type Event struct {
	EventID   string `json:"event_id"`
	EventType string `json:"event_type"`
	BatchID   string `json:"batch_id"`
}

func main() {
	if len(os.Args) < 4 {
		log.Fatal("consumer BROKERS TOPIC GROUP [COUNT]")
	}
	count := -1
	if len(os.Args) > 4 {
		n, err := strconv.Atoi(os.Args[4])
		if err != nil {
			log.Fatal(err)
		}
		count = n
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := consume(ctx, strings.Split(os.Args[1], ","), os.Args[2], os.Args[3], count); err != nil {
		log.Fatal(err)
	}
}

func consume(ctx context.Context, brokers []string, topic, group string, count int) error {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(brokers...),
		kgo.ConsumeTopics(topic),
		kgo.ConsumerGroup(group),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		// An offset is committed once its event was handled: after a crash some come again, none is missed.
		kgo.DisableAutoCommit(),
	)
	if err != nil {
		return err
	}
	defer client.Close()
	// Events come at least once. A program that must not act twice after a restart keeps the ids where it keeps its work.
	seen := map[string]bool{}
	for count < 0 || len(seen) < count {
		fetches := client.PollFetches(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err := fetches.Err(); err != nil {
			return err
		}
		for _, record := range fetches.Records() {
			var event Event
			if err := json.Unmarshal(record.Value, &event); err != nil {
				return err
			}
			if !seen[event.EventID] {
				seen[event.EventID] = true
				if err := handle(event); err != nil {
					return err
				}
			}
		}
		if err := client.CommitUncommittedOffsets(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Here is the place for what the program is for. Unknown types are to be passed over: later versions add some.
func handle(event Event) error {
	return json.NewEncoder(os.Stdout).Encode(event)
}
