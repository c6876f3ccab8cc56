"""Runs one command and prints how long it took and how much memory it had, as JSON. Python's standard library alone.

timed.py [--out FILE] -- COMMAND…            until it ends; its standard output goes to FILE, or nowhere
timed.py --until TEXT [--answer TEXT KEYS]… -- COMMAND…   in a pseudo-terminal of 80 by 24, until it shows TEXT; whenever it
                                             shows the text of an --answer, the keys are typed, each once, in order
"""
import fcntl, json, os, select, signal, struct, sys, termios, time


def until_it_ends(command, out):
    target = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) if out else os.open(os.devnull, os.O_WRONLY)
    begun = time.monotonic()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), (os.POSIX_SPAWN_DUP2, target, 1)])
    _, status, usage = os.wait4(child, 0)
    return time.monotonic() - begun, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def until_it_shows(command, text, answers):
    terminal, inside = os.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
    environment = {**os.environ, 'TERM': 'xterm-256color'}
    begun = time.monotonic()
    child = os.posix_spawn(command[0], command, environment, setsid=True, file_actions=[
        (os.POSIX_SPAWN_DUP2, inside, descriptor) for descriptor in (0, 1, 2)])
    shown = b''
    while text.encode() not in shown:
        if not select.select([terminal], [], [], 60)[0]:
            raise SystemExit(f'nothing more after {shown!r}')
        shown += os.read(terminal, 65536)
        if answers and answers[0][0].encode() in shown:
            os.write(terminal, answers.pop(0)[1].encode())
    seconds = time.monotonic() - begun
    os.kill(child, signal.SIGKILL)
    _, _, usage = os.wait4(child, 0)
    return seconds, usage.ru_maxrss / 1024, 0


def main(words):
    split = words.index('--')
    options, command = words[:split], words[split + 1:]
    out, until, answers = None, None, []
    while options:
        name = options.pop(0)
        if name == '--out':
            out = options.pop(0)
        elif name == '--until':
            until = options.pop(0)
        elif name == '--answer':
            answers.append((options.pop(0), options.pop(0)))
    seconds, mebibytes, code = until_it_shows(command, until, answers) if until else until_it_ends(command, out)
    print(json.dumps({'seconds': seconds, 'mebibytes': mebibytes, 'code': code}))


main(sys.argv[1:])
