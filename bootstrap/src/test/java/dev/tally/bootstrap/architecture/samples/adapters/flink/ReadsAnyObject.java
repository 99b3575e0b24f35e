package dev.tally.bootstrap.architecture.samples.adapters.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import org.apache.flink.util.InstantiationUtil;

class ReadsAnyObject {

  Object bytes(InputStream in) throws IOException, ClassNotFoundException {
    try (ObjectInputStream objects = new ObjectInputStream(in)) {
      return objects.readObject();
    }
  }

  Object flink(byte[] bytes) throws IOException, ClassNotFoundException {
    return InstantiationUtil.deserializeObject(bytes, ReadsAnyObject.class.getClassLoader());
  }

  ObjectMapper json() {
    return new ObjectMapper()
        .activateDefaultTyping(BasicPolymorphicTypeValidator.builder().build());
  }
}
