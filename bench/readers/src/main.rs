//! Reads all messages of a recording with the crate of its format, round after round, and prints one line per round:
//! messages, a sum over what was read (so that nothing is left out), seconds of processor time, seconds. A round
//! begins for each line on stdin.

mod formats;

use std::{env, error::Error, io, time::Instant};

/// Seconds of processor time of this process, all threads together.
fn processor_seconds() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` is valid for the call.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "readers READER FILE";
    let name = env::args().nth(1).ok_or(usage)?;
    let path = env::args().nth(2).ok_or(usage)?;
    let read = formats::reader(&name).ok_or("no such reader")?;
    for line in io::stdin().lines() {
        line?;
        let (started, busy) = (Instant::now(), processor_seconds());
        let (messages, sum) = read(&path)?;
        let busy = processor_seconds() - busy;
        println!("{messages} {sum} {busy} {}", started.elapsed().as_secs_f64());
    }
    Ok(())
}
