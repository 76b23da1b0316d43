using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>
/// Puts one zone in the place of another, in questions and in the names of records. Both are of one length, so that nothing else about a message changes;
/// every label below the zone stays as it is.
/// </summary>
/// <param name="from">The zone that was.</param>
/// <param name="to">The zone that is to be, of as many bytes.</param>
sealed class ZoneSwap(byte[] from, byte[] to)
{
    /// <summary>The message in the other zone.</summary>
    public Message Of(Message message) => message with { Name = Of(message.Name), Answers = Records.Each(message.Answers, Add) };

    /// <summary>The name in the other zone; the same name where it lies elsewhere.</summary>
    public byte[] Of(byte[] name)
    {
        var copy = name.ToArray();
        Swap(copy);
        return copy;
    }

    void Add(ResourceRecord record, ResourceRecordWriter writer)
    {
        var (owner, data) = (record.Owner.ToArray(), record.Data.ToArray());
        Swap(owner);
        var layout = RecordData.Of(record.Type);
        var at = layout.Before;
        for (var i = 0; i < layout.Names && at >= 0 && at < data.Length; i++)
        {
            var length = Length(data.AsSpan(at));
            Swap(data.AsSpan(at, length));
            at += length;
        }
        writer.Add(record.Section, record.Type, record.Ttl, owner, data);
    }

    void Swap(Span<byte> name)
    {
        if (WireNames.StartOf(name, from) is >= 0 and var start)
        {
            to.CopyTo(name[start..]);
        }
    }

    /// <summary>Bytes of the name that data begins with; all of it where none ends there.</summary>
    static int Length(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (at < data.Length && data[at] != 0)
        {
            at += data[at] + 1;
        }
        return Math.Min(at + 1, data.Length);
    }
}
