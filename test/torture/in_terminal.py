"""A pseudo-terminal for one program: JSON lines in say what happens to it, JSON lines out say what it shows and how it ends."""
import base64, fcntl, json, os, pty, select, signal, struct, sys, termios

def say(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()

def resize(master, rows, columns):
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

def modes(master):
    flags = termios.tcgetattr(master)[3]
    return {"echo": bool(flags & termios.ECHO), "lines": bool(flags & termios.ICANON), "signals": bool(flags & termios.ISIG)}

start = json.loads(sys.stdin.readline())
child, master = pty.fork()
if child == 0:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for name in range(3, 256):
        try: os.close(name)
        except OSError: pass
    os.chdir(start["cwd"])
    os.execvpe(start["argv"][0], start["argv"], start["env"])
resize(master, start.get("rows", 24), start.get("columns", 80))
say(pid=child)

waiting = b""
heard = True
while master is not None:
    ready, _, _ = select.select([master] + ([sys.stdin.buffer.raw] if heard else []), [], [])
    if master in ready:
        try: data = os.read(master, 65536)
        except OSError: data = b""
        if not data: break
        say(output=base64.b64encode(data).decode())
    if heard and sys.stdin.buffer.raw in ready:
        more = os.read(0, 65536)
        heard = len(more) > 0
        waiting += more
        *lines, waiting = waiting.split(b"\n")
        for line in lines:
            order = json.loads(line)
            if "send" in order: os.write(master, base64.b64decode(order["send"]))
            elif "signal" in order:
                try: os.kill(child, getattr(signal, order["signal"]))
                except ProcessLookupError: pass
            elif "resize" in order: resize(master, *order["resize"])
            elif "modes" in order: say(modes=modes(master))
            elif "close" in order:
                os.close(master)
                master = None
                break

last = modes(master) if master is not None else None
_, status = os.waitpid(child, 0)
say(code=os.WEXITSTATUS(status) if os.WIFEXITED(status) else None, signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else None, modes=last)
