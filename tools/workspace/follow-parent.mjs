import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into the server before its own code (`node --import`), only by `npm start`. The other
 * end of the pipe is held by the start script: when that one dies without a chance to forward
 * anything (SIGKILL, a crash), the pipe closes and the server stops as if asked to, instead of
 * staying behind on the port. Worker threads inherit the option and have nothing to do here.
 */
const fd = Number(process.env.PINTUMBLER_TOOLS_PARENT_FD);
if (isMainThread && fd > 2) {
  delete process.env.PINTUMBLER_TOOLS_PARENT_FD;
  const parent = new Socket({ fd, readable: true, writable: false });
  parent.once('close', () => process.kill(process.pid, 'SIGTERM'));
  parent.on('error', () => {});
  parent.resume();
  // Watching must not be what keeps the server alive.
  parent.unref();
}
