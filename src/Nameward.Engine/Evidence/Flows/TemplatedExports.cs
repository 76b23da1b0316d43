using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>
/// Reads messages whose records are laid out by templates that come in the same stream: NetFlow version 9 (RFC 3954) and IPFIX (RFC 7011). Data that comes before its
/// template waits for it.
/// </summary>
sealed class TemplatedExports(FlowExports exports)
{
    const int SetHead = 4, HeadOfNine = 20, HeadOfIpfix = 16, FirstOfData = 256;

    readonly TemplateTable _templates = new();
    readonly WaitingSets _waiting = new();

    /// <summary>Reads one message, of which the head is there.</summary>
    public void Read(ReadOnlySpan<byte> message, in ExportContext place, IBatchWriter rows)
    {
        var version = (byte)BinaryPrimitives.ReadUInt16BigEndian(message);
        var isNine = version == ExportFraming.NetFlow9;
        var context = place with
        {
            Uptime = isNine ? BinaryPrimitives.ReadUInt32BigEndian(message[4..]) : null,
            Sent = DateTime.UnixEpoch.AddSeconds(BinaryPrimitives.ReadUInt32BigEndian(message[(isNine ? 8 : 4)..])),
        };
        var source = BinaryPrimitives.ReadUInt32BigEndian(message[(isNine ? 16 : 12)..]);
        // Of the two only IPFIX tells the length of its messages.
        int length = isNine ? message.Length : BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        var isWhole = ReadSets(message[..Math.Clamp(length, 0, message.Length)], isNine ? HeadOfNine : HeadOfIpfix, new(place.Exporter, source, version, 0), context, rows);
        if (isWhole && length > message.Length)
        {
            rows.Malformed(context.At(message.Length), ExportDamage.RecordsEnd);
        }
    }

    /// <summary>The source has ended: what still waits has no template in it.</summary>
    public void End(IBatchWriter rows)
    {
        while (_waiting.TryTakeOldest(out var oldest))
        {
            GiveUp(oldest, rows);
        }
    }

    /// <returns>Whether all sets fitted.</returns>
    bool ReadSets(ReadOnlySpan<byte> message, int at, in TemplateKey source, in ExportContext context, IBatchWriter rows)
    {
        while (message.Length - at >= SetHead)
        {
            int set = BinaryPrimitives.ReadUInt16BigEndian(message[at..]), length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]);
            if (set == 0 && length == 0)
            {
                // Some fill their datagrams up with zeros.
                return true;
            }
            var isWhole = length >= SetHead && length <= message.Length - at;
            if (length >= SetHead)
            {
                ReadSet(message[..Math.Min(at + length, message.Length)], at + SetHead, source with { Set = (ushort)set }, context, rows);
            }
            if (!isWhole)
            {
                rows.Malformed(context.At(at), ExportDamage.SetLength);
                return false;
            }
            at += length;
        }
        return true;
    }

    void ReadSet(ReadOnlySpan<byte> bytes, int at, in TemplateKey key, in ExportContext context, IBatchWriter rows)
    {
        if (key.Set >= FirstOfData)
        {
            ReadData(bytes, at, key, context, rows);
        }
        else if (TemplateSet.TryBegin(key, out var templates))
        {
            ReadTemplates(bytes, at, key, templates, context, rows);
        }
        else
        {
            rows.Malformed(context.At(at - SetHead), ExportDamage.SetNumber);
        }
    }

    void ReadTemplates(ReadOnlySpan<byte> bytes, int at, in TemplateKey key, TemplateSet set, in ExportContext context, IBatchWriter rows)
    {
        while (set.TryRead(bytes, ref at, out var read))
        {
            if (read.Because is { } because)
            {
                rows.Malformed(context.At(read.At), because);
            }
            else
            {
                rows.Ignored(context.At(read.At));
                Define(key with { Set = read.Number }, read, rows);
            }
        }
    }

    void Define(in TemplateKey key, in ReadTemplate read, IBatchWriter rows)
    {
        if (read.WithdrawsAll)
        {
            _templates.WithdrawAll(key, read.IsOfOptions);
            return;
        }
        _templates.Set(key, read.Template);
        if (read.Template is { } template)
        {
            foreach (var waiting in _waiting.Take(key))
            {
                ReadRecords(waiting.Records, 0, waiting.At, template, key, waiting.Context, rows);
            }
        }
    }

    void ReadData(ReadOnlySpan<byte> bytes, int at, in TemplateKey key, in ExportContext context, IBatchWriter rows)
    {
        if (_templates.Find(key) is { } template)
        {
            ReadRecords(bytes, at, 0, template, key, context, rows);
            return;
        }
        _waiting.Add(key, context, bytes[at..], at);
        while (_waiting.IsFull && _waiting.TryTakeOldest(out var oldest))
        {
            GiveUp(oldest, rows);
        }
    }

    /// <summary>Reads the records of a set.</summary>
    /// <param name="bytes">They end with it.</param>
    /// <param name="at">Where in them the first record begins.</param>
    /// <param name="before">How much of the message stands before the bytes.</param>
    /// <param name="template">Lays them out.</param>
    /// <param name="key">Its key.</param>
    /// <param name="context">The message.</param>
    /// <param name="rows">Takes them.</param>
    void ReadRecords(ReadOnlySpan<byte> bytes, int at, int before, Template template, in TemplateKey key, in ExportContext context, IBatchWriter rows)
    {
        if (template.Shortest == 0)
        {
            rows.Malformed(context.At(before + at - SetHead), ExportDamage.NoBytes);
            return;
        }
        // What is shorter than any record is padding.
        while (bytes.Length - at >= template.Shortest)
        {
            var used = template.Read(bytes[at..], exports.Record);
            if (used < 0)
            {
                rows.Malformed(context.At(before + at), ExportDamage.RecordLength);
                return;
            }
            if (template.IsOfOptions)
            {
                exports.Sampling.Note(exports.Record, key);
                rows.Ignored(context.At(before + at));
            }
            else
            {
                exports.Tell(context, exports.Sampling.For(exports.Record, key), before + at, rows);
            }
            at += used;
        }
    }

    static void GiveUp(IEnumerable<Waiting> sets, IBatchWriter rows)
    {
        foreach (var set in sets)
        {
            rows.Malformed(set.Context.At(set.At - SetHead), ExportDamage.NoTemplate);
        }
    }
}
