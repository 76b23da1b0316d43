using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>
/// A message of NetFlow version 5 (https://www.cisco.com/c/en/us/td/docs/net_mgmt/netflow_collection_engine/3-6/user/guide/format.html): a head of 24 bytes and up to
/// 30 records of 48, each one direction of a conversation.
/// </summary>
static class NetFlow5
{
    /// <summary>The head.</summary>
    public const int Head = 24;

    /// <summary>A record.</summary>
    public const int Record = 48;

    /// <summary>Records of the longest message.</summary>
    public const int MostRecords = 30;

    /// <summary>The upper two bits of the last field of the head tell how packets are chosen, the rest one in how many.</summary>
    const int IntervalMask = 0x3FFF;

    /// <summary>Whether this is one message of whole records that says another number of them: damaged, and of no other format.</summary>
    public static bool IsMiscounted(ReadOnlySpan<byte> message) => message is [0, 5, ..] && message.Length > Head && (message.Length - Head) % Record == 0
        && message.Length <= Head + MostRecords * Record && BinaryPrimitives.ReadUInt32BigEndian(message[12..]) < 1_000_000_000;

    /// <summary>What a message says of itself; it is at least a head.</summary>
    public static ExportContext Context(ReadOnlySpan<byte> message, in ExportContext place) => place with
    {
        Uptime = BinaryPrimitives.ReadUInt32BigEndian(message[4..]),
        Sent = DateTime.UnixEpoch.AddSeconds(BinaryPrimitives.ReadUInt32BigEndian(message[8..])).AddTicks(Math.Min(BinaryPrimitives.ReadUInt32BigEndian(message[12..]), 999_999_999) / TimeSpan.NanosecondsPerTick),
        Sampling = (uint)(BinaryPrimitives.ReadUInt16BigEndian(message[22..]) & IntervalMask),
    };

    /// <summary>Reads the fields of a record.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, ExportRecord record)
    {
        record.Clear();
        record.Set(ExportField.SourceV4, bytes[..4]);
        record.Set(ExportField.DestinationV4, bytes[4..8]);
        record.Set(ExportField.Packets, bytes[16..20]);
        record.Set(ExportField.Bytes, bytes[20..24]);
        record.Set(ExportField.StartUptime, bytes[24..28]);
        record.Set(ExportField.EndUptime, bytes[28..32]);
        record.Set(ExportField.SourcePort, bytes[32..34]);
        record.Set(ExportField.DestinationPort, bytes[34..36]);
        record.Set(ExportField.Protocol, bytes[38..39]);
    }
}
