import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic in a share group until its input ends. Says `read N` for each poll that gave something. */
public class ShareReader {
  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", args[0]);
    settings.put("group.id", args[1]);
    try (var consumer = new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(args[2]));
      while (System.in.available() == 0) {
        var records = consumer.poll(Duration.ofMillis(200));
        if (records.count() > 0) { System.out.println("read " + records.count()); System.out.flush(); }
      }
    }
  }
}
