//! Reads all messages of an MCAP file, round after round, and prints one line per round:
//! messages, bytes of their data, seconds. A round begins for each line on stdin.

use std::{env, error::Error, fs::File, io, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("mcap-rust FILE")?;
    for line in io::stdin().lines() {
        line?;
        let started = Instant::now();
        let file = File::open(&path)?;
        // SAFETY: nobody writes the file while it is measured.
        let mapped = unsafe { memmap2::Mmap::map(&file)? };
        let (mut messages, mut bytes) = (0u64, 0u64);
        for message in mcap::MessageStream::new(&mapped)? {
            messages += 1;
            bytes += message?.data.len() as u64;
        }
        println!("{messages} {bytes} {}", started.elapsed().as_secs_f64());
    }
    Ok(())
}
