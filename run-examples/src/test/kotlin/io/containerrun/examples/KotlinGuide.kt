package io.containerrun.examples

import io.containerrun.CallInterruptedException
import io.containerrun.ContainerRun
import io.containerrun.engine.Engine
import io.containerrun.engine.ExitException
import io.containerrun.engine.Output
import io.containerrun.engine.Ready
import io.containerrun.engine.junit.Service
import io.containerrun.value.Mount
import io.containerrun.value.RestartPolicy
import io.containerrun.value.Size
import java.net.URI
import kotlin.jvm.optionals.getOrNull
import kotlin.time.Duration.Companion.seconds
import kotlin.time.toJavaDuration
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

private const val IMAGE = "containerrun/base"

fun main() {
    Engine.connect().use { engine ->
        oneShot(engine)
        service(engine)
        values()
        runBlocking { coroutines(engine) }
    }
}

private fun oneShot(engine: Engine) {
    // region kotlin-run
    val hello = ContainerRun.of(IMAGE).remove().memory("64m").command("echo", "hello")
    print(engine.run(hello).requireSuccess().stdout()) // hello

    val lines = engine.run(hello.command("seq", "3"), Output.toLines { println("line $it") })
    println(lines.exitCode()) // 0

    try {
        engine.run(hello.command("false")).requireSuccess()
    } catch (failure: ExitException) {
        println(failure.result().exitCode()) // 1
    }
    // endregion
}

private fun service(engine: Engine) {
    // region kotlin-service
    val web = ContainerRun.of(IMAGE).publish(80).command("httpd", "-f", "-h", "/srv")
    val listening = Ready.port(80).timeout(30.seconds.toJavaDuration())

    engine.start(web, { it.copyText("greeting", "/srv/index.html") }, listening).use { service ->
        val page = URI.create("http://localhost:${service.port(80)}/index.html").toURL()
        println(page.readText()) // greeting
    } // stopped and removed

    engine.start(web) { it.copyText("ready", "/srv/state") }.use { service ->
        service.awaitReady(Ready.`when` { it.isRunning })
        println(service.exec("cat", "/srv/state").stdout())
    }
    // endregion
}

private fun values() {
    // region kotlin-values
    val run = ContainerRun.parse("docker run -m 64m --restart on-failure:5 alpine:3")

    val memory: Size? = run[ContainerRun.MEMORY].getOrNull()
    val name = run[ContainerRun.NAME].getOrNull() ?: "unnamed"
    println("$memory $name ${ContainerRun.READ_ONLY in run.options()}") // 64m unnamed false

    when (val restart = run[ContainerRun.RESTART].getOrNull()) {
        is RestartPolicy.OnFailure -> println("up to ${restart.maxRetries()} restarts")
        null, is RestartPolicy.No -> println("no restarts")
        else -> println("restarts")
    }
    // endregion
    // region kotlin-copies
    val readOnly = true
    val limited = run.memory("128m").let { if (readOnly) it.readOnly() else it }
    val mounts = listOf("conf", "certs").map { Mount.bind("/etc/$it").at("/$it").readOnly() }
    val complete = mounts.fold(limited) { next, mount -> next.mount(mount) }
    // endregion
    println(complete.toCommandLine())
}

// region kotlin-blocking
/** Makes a call of ContainerRun on a thread that may wait, and cancels it with the coroutine. */
private suspend fun <T> blocking(call: () -> T): T =
    runInterruptible(Dispatchers.IO) {
        try {
            call()
        } catch (interrupt: CallInterruptedException) {
            throw InterruptedException(interrupt.message)
        }
    }
// endregion

private suspend fun coroutines(engine: Engine) {
    // region kotlin-coroutines
    val shell = ContainerRun.of(IMAGE).remove().command("sh", "-c", "echo one")
    val outputs = coroutineScope {
        List(3) { async { blocking { engine.run(shell).stdout().trim() } } }.awaitAll()
    }
    println(outputs) // [one, one, one]

    val sleep = shell.command("sleep", "600")
    val result = withTimeoutOrNull(3.seconds) { blocking { engine.run(sleep) } }
    println(result) // null: interrupted, and its container removed

    engine.start(shell.without(ContainerRun.REMOVE)).use { println(it.onExit().await()) } // 0
    // endregion
}

// region kotlin-test
class GreetingTest {
    companion object {
        @JvmField
        @RegisterExtension
        val web: Service =
            Service.of(ContainerRun.of(IMAGE).publish(80).command("httpd", "-f", "-h", "/etc"))
                .ready(Ready.http(80, "/hosts"))
    }

    @Test
    fun serves() {
        assertEquals("running", web.container().inspect().state().status().toString())
    }
}
// endregion
