package no.lagret.demo;

/** RabbitMQ is not installed, or did not start. */
final class NoRabbitMq extends IllegalStateException {

  private final String whatToDo;

  NoRabbitMq(String message, String whatToDo) {
    super(message);
    this.whatToDo = whatToDo;
  }

  String whatToDo() {
    return whatToDo;
  }
}
