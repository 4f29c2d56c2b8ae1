//! One function per crate: messages, and a sum over their bytes or values.

use std::{error::Error, fs::File, io::BufReader};

type Counts = Result<(u64, u64), Box<dyn Error>>;

pub fn reader(name: &str) -> Option<fn(&str) -> Counts> {
    Some(match name {
        "blf_asc-blf" => blf,
        "blf_asc-asc" => asc,
        "dlt-core" => dlt,
        "falcon_mdf" => mdf4,
        "mcap" => mcap,
        "pcap-file" => pcap,
        "px4-ulog" => px4_ulog,
        "rosbag" => rosbag,
        "rusqlite" => rusqlite,
        "yule_log" => yule_log,
        _ => return None,
    })
}

fn blf(path: &str) -> Counts {
    let mut reader = blf_asc::BlfReader::open(path)?;
    let counts = count(reader.by_ref().map(|frame| frame.data.len()));
    match reader.take_error() {
        Some(error) => Err(error.into()),
        None => Ok(counts),
    }
}

fn asc(path: &str) -> Counts {
    let mut reader = blf_asc::AscReader::open(path)?;
    let counts = count(reader.by_ref().map(|frame| frame.data.len()));
    match reader.take_error() {
        Some(error) => Err(error.into()),
        None => Ok(counts),
    }
}

fn count(lengths: impl Iterator<Item = usize>) -> (u64, u64) {
    lengths.fold((0, 0), |(messages, sum), length| (messages + 1, sum + length as u64))
}

fn dlt(path: &str) -> Counts {
    let mut reader = dlt_core::read::DltMessageReader::new(File::open(path)?, true);
    let (mut messages, mut sum) = (0, 0);
    while let Some(message) = dlt_core::read::read_message(&mut reader, None)? {
        let dlt_core::parse::ParsedMessage::Item(message) = message else { return Err("unread".into()) };
        messages += 1;
        sum += u64::from(message.header.payload_length);
    }
    Ok((messages, sum))
}

fn mdf4(path: &str) -> Counts {
    let file = falcon_mdf::Mf4File::open(path)?;
    let (mut messages, mut sum) = (0, 0);
    for group in file.can_frame_groups() {
        for frame in file.can_frames(group)?.iter() {
            messages += 1;
            sum += frame.data.len() as u64;
        }
    }
    Ok((messages, sum))
}

fn map(path: &str) -> Result<memmap2::Mmap, Box<dyn Error>> {
    let file = File::open(path)?;
    // SAFETY: nobody writes the file while it is measured.
    Ok(unsafe { memmap2::Mmap::map(&file)? })
}

fn mcap(path: &str) -> Counts {
    let mapped = map(path)?;
    let (mut messages, mut sum) = (0, 0);
    for message in mcap::MessageStream::new(&mapped)? {
        messages += 1;
        sum += message?.data.len() as u64;
    }
    Ok((messages, sum))
}

fn pcap(path: &str) -> Counts {
    let mut reader = pcap_file::pcap::PcapReader::new(File::open(path)?)?;
    let (mut messages, mut sum) = (0, 0);
    while let Some(packet) = reader.next_packet() {
        messages += 1;
        sum += packet?.data.len() as u64;
    }
    Ok((messages, sum))
}

/// With all fields of all messages, as columns.
fn px4_ulog(path: &str) -> Counts {
    use px4_ulog::full_parser::{SomeVec, read_file};
    let (mut messages, mut sum) = (0, 0);
    for instances in read_file(path)?.messages.values() {
        for fields in instances.values() {
            if let Some(SomeVec::UInt64(times)) = fields.get("timestamp") {
                messages += times.len() as u64;
                sum = times.iter().fold(sum, |sum, time| sum ^ time);
            }
        }
    }
    Ok((messages, sum))
}

fn rosbag(path: &str) -> Counts {
    let bag = rosbag::RosBag::new(path)?;
    let (mut messages, mut sum) = (0, 0);
    for record in bag.chunk_records() {
        let rosbag::ChunkRecord::Chunk(chunk) = record? else { continue };
        for message in chunk.messages() {
            if let rosbag::MessageRecord::MessageData(message) = message? {
                messages += 1;
                sum += message.data.len() as u64;
            }
        }
    }
    Ok((messages, sum))
}

fn rusqlite(path: &str) -> Counts {
    use rusqlite::OpenFlags;
    let database = rusqlite::Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut select = database.prepare("SELECT topic_id, timestamp, data FROM messages")?;
    let mut rows = select.query([])?;
    let (mut messages, mut sum) = (0, 0);
    while let Some(row) = rows.next()? {
        let (topic, time): (i64, i64) = (row.get(0)?, row.get(1)?);
        messages += 1;
        sum += (row.get_ref(2)?.as_blob()?.len() as u64) ^ (topic ^ time) as u64;
    }
    Ok((messages, sum))
}

fn yule_log(path: &str) -> Counts {
    use yule_log::{builder::ULogParserBuilder, model::msg::UlogMessage};
    let (mut messages, mut sum) = (0, 0);
    for message in ULogParserBuilder::new(BufReader::new(File::open(path)?)).include_timestamp(true).build()? {
        if let UlogMessage::LoggedData(data) = message? {
            messages += 1;
            sum ^= data.timestamp;
        }
    }
    Ok((messages, sum))
}
