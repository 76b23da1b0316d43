using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What of a response a hunt looks at: the records that answer, and the name servers that it points to.</summary>
static class HuntAnswers
{
    /// <summary>Whether a record is looked at.</summary>
    public static bool IsTold(in ResourceRecord record) => record.Section == Section.Answer || (record.Section == Section.Authority && record.Type == RecordTypes.Ns);

    /// <summary>The address of a record; <see cref="Address.None"/> where it has none.</summary>
    public static Address AddressOf(in ResourceRecord record) => (record.Type, record.Data.Length) is (RecordTypes.A, 4) or (RecordTypes.Aaaa, 16) ? Address.FromBytes(record.Data) : Address.None;

    /// <summary>Writes the name that a record leads to, in canonical form.</summary>
    /// <returns>Its bytes; 0 where it leads to none.</returns>
    public static int NameOf(in ResourceRecord record, Span<byte> name)
    {
        Span<byte> labels = stackalloc byte[WireName.MaxLabels];
        var target = record.Target;
        if (target.IsEmpty || WireName.Labels(target, labels) < 0)
        {
            return 0;
        }
        WireName.ToCanonical(target, name);
        return target.Length;
    }

    /// <summary>What a record says, for a person: its address, name or strings, or its bytes.</summary>
    public static HuntAnswer Tell(in ResourceRecord record)
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        var address = AddressOf(record);
        return new(record.Type, !address.IsNone ? HostileText.Address(address)
            : NameOf(record, name) is > 0 and var length ? HostileText.Name(name[..length])
            : record.Type == RecordTypes.Txt ? Strings(record.Data)
            : HostileText.Text(record.Data));
    }

    /// <summary>The strings of a TXT record (RFC 1035 section 3.3.14) as one text.</summary>
    static HostileText Strings(ReadOnlySpan<byte> data)
    {
        var text = new byte[data.Length];
        var length = 0;
        for (var at = 0; at < data.Length; at += data[at] + 1)
        {
            var part = data.Slice(at + 1, Math.Min(data[at], data.Length - at - 1));
            part.CopyTo(text.AsSpan(length));
            length += part.Length;
        }
        return HostileText.Text(text.AsSpan(0, length));
    }
}
