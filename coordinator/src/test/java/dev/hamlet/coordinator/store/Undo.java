package dev.hamlet.coordinator.store;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the collections of fakes held at a moment, to put it back as a transaction would. */
final class Undo {

  private final List<Runnable> steps = new ArrayList<>();

  /** Remembers all maps and lists of these objects, and those within them. */
  static Undo of(Object... fakes) {
    Undo undo = new Undo();
    for (Object fake : fakes) {
      for (Field field : fake.getClass().getDeclaredFields()) {
        undo.remember(value(field, fake));
      }
    }
    return undo;
  }

  /** Puts it all back. */
  void run() {
    steps.forEach(Runnable::run);
  }

  @SuppressWarnings("unchecked") // puts back what was in it
  private void remember(Object value) {
    if (value instanceof HashMap || value instanceof TreeMap) { // none that cannot change
      Map<?, ?> map = (Map<?, ?>) value;
      Map<Object, Object> live = (Map<Object, Object>) map;
      Map<Object, Object> before = new LinkedHashMap<>(live);
      before.values().forEach(this::remember);
      steps.add(
          () -> {
            live.clear();
            live.putAll(before);
          });
    } else if (value instanceof ArrayList<?> list) {
      Collection<Object> live = (Collection<Object>) list;
      List<Object> before = new ArrayList<>(live);
      steps.add(
          () -> {
            live.clear();
            live.addAll(before);
          });
    }
  }

  private static Object value(Field field, Object fake) {
    try {
      field.setAccessible(true);
      Object value = field.get(fake);
      return value == null ? "" : value;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
