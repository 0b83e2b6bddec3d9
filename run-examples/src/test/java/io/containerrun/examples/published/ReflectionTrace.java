package io.containerrun.examples.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs a program in a JVM and notes the reflection that our classes use there, by breakpoints in
 * the methods of the JDK. The tracing agent of GraalVM works like that; this one is made of the
 * debug interface that every JDK has.
 */
final class ReflectionTrace implements AutoCloseable {

  /**
   * A use of reflection.
   *
   * @param call the method of the JDK, as {@code Class.getMethods}
   * @param type the class that it is about
   * @param member its method or field; or nothing
   * @param stack our classes that were executing
   */
  record Access(String call, String type, String member, Set<String> stack) {}

  private static final String OURS = "io.containerrun.";

  private static final Map<String, List<String>> WATCHED =
      Map.of(
          "java.lang.Class",
          List.of(
              "forName",
              "getFields",
              "getDeclaredFields",
              "getMethods",
              "getMethod",
              "getConstructor",
              "getRecordComponents",
              "getEnclosingClass"),
          "java.lang.reflect.Method",
          List.of("invoke"),
          "java.lang.reflect.Field",
          List.of("get"),
          "java.lang.reflect.Constructor",
          List.of("newInstance"));

  private final VirtualMachine machine;
  private final Set<Access> accesses = new LinkedHashSet<>();

  private ReflectionTrace(VirtualMachine machine) {
    this.machine = machine;
  }

  static Set<Access> of(Class<?> program) throws Exception {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("main").setValue(program.getName());
    arguments.get("options").setValue("-cp \"" + System.getProperty("java.class.path") + "\"");
    try (ReflectionTrace trace = new ReflectionTrace(connector.launch(arguments))) {
      trace.follow();
      return trace.accesses;
    }
  }

  private void follow() throws Exception {
    for (String type : WATCHED.keySet()) {
      machine.classesByName(type).forEach(this::watch);
      ClassPrepareRequest prepared = machine.eventRequestManager().createClassPrepareRequest();
      prepared.addClassFilter(type);
      prepared.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
      prepared.enable();
    }
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove();
        for (Event event : events) {
          handle(event);
        }
        events.resume();
      }
    } catch (VMDisconnectedException ended) {
      Process process = machine.process();
      String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
  }

  private void watch(ReferenceType type) {
    for (Method method : type.methods()) {
      if (WATCHED.get(type.name()).contains(method.name()) && method.location() != null) {
        BreakpointRequest breakpoint =
            machine.eventRequestManager().createBreakpointRequest(method.location());
        breakpoint.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        breakpoint.enable();
      }
    }
  }

  private void handle(Event event) throws Exception {
    if (event instanceof ClassPrepareEvent prepared) {
      watch(prepared.referenceType());
    } else if (event instanceof BreakpointEvent reached) {
      note(reached.thread(), reached.location().method());
    }
  }

  private void note(ThreadReference thread, Method method)
      throws IncompatibleThreadStateException, AbsentInformationException {
    if (thread.frameCount() < 2 || !type(thread.frame(1)).startsWith(OURS)) {
      return;
    }
    StackFrame frame = thread.frame(0);
    String owner = method.declaringType().name();
    String call = owner.substring(owner.lastIndexOf('.') + 1) + "." + method.name();
    Set<String> stack =
        thread.frames().stream()
            .map(ReflectionTrace::type)
            .filter(name -> name.startsWith(OURS))
            .collect(Collectors.toCollection(TreeSet::new));
    ObjectReference target = frame.thisObject();
    if (target instanceof ClassObjectReference type) {
      accesses.add(new Access(call, type.reflectedType().name(), "", stack));
    } else if (target == null) {
      Value name = frame.getArgumentValues().get(0);
      accesses.add(new Access(call, ((StringReference) name).value(), "", stack));
    } else {
      String type = ((ClassObjectReference) field(target, "clazz")).reflectedType().name();
      boolean named = target.referenceType().fieldByName("name") != null;
      String member = named ? ((StringReference) field(target, "name")).value() : "<init>";
      accesses.add(new Access(call, type, member, stack));
    }
  }

  private static String type(StackFrame frame) {
    return frame.location().declaringType().name();
  }

  private static Value field(ObjectReference object, String name) {
    return object.getValue(object.referenceType().fieldByName(name));
  }

  @Override
  public void close() {
    machine.process().destroy();
  }
}
