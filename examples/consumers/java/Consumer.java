import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints what Argus says about batches: one JSON line for each event, repeats left out.
 *
 * <pre>
 * mvn -q dependency:copy-dependencies -DoutputDirectory=lib
 * java -cp 'lib/*' Consumer.java BROKERS TOPIC GROUP [COUNT]
 * </pre>
 *
 * Ends after COUNT events, or with Ctrl-C.
 */
public final class Consumer {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3) {
      System.err.println("Consumer.java BROKERS TOPIC GROUP [COUNT]");
      System.exit(2);
    }
    long count = args.length > 3 ? Long.parseLong(args[3]) : Long.MAX_VALUE;
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, args[0],
            ConsumerConfig.GROUP_ID_CONFIG, args[2],
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
            // An offset is committed once its event was handled: after a crash some come again, none is missed.
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      Thread main = Thread.currentThread();
      Thread stop = new Thread(() -> endedBy(consumer, main));
      Runtime.getRuntime().addShutdownHook(stop);
      consumer.subscribe(List.of(args[1]));
      if (consume(consumer, count)) Runtime.getRuntime().removeShutdownHook(stop);
    }
  }

  /** Returns whether COUNT was reached. */
  private static boolean consume(KafkaConsumer<String, String> consumer, long count) throws IOException {
    // Events come at least once. A program that must not act twice after a restart keeps the ids where it keeps its work.
    Set<String> seen = new HashSet<>();
    try {
      while (seen.size() < count) {
        for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofSeconds(1))) {
          JsonNode event = JSON.readTree(message.value());
          if (seen.add(event.get("event_id").asText())) handle(event);
        }
        consumer.commitSync();
      }
      return true;
    } catch (WakeupException interrupted) {
      return false;
    }
  }

  /** Here is the place for what the program is for. Unknown types are to be passed over: later versions add some. */
  private static void handle(JsonNode event) {
    ObjectNode line = JSON.createObjectNode();
    for (String name : List.of("event_id", "event_type", "batch_id")) line.set(name, event.get(name));
    System.out.println(line);
  }

  /** Lets the reading end by itself, so that the group knows that this member has left. */
  private static void endedBy(KafkaConsumer<String, String> consumer, Thread main) {
    consumer.wakeup();
    try {
      main.join();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
