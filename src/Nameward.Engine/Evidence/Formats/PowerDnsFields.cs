namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A line of PowerDNS's structured log: <c>msg="Question" subsystem="syncres" ts="1720505171.301" ...</c> (Recursor 4.9 and later, <c>std::quoted</c>: a
/// backslash stands before each quote and backslash of a value). Values are kept as they are written.
/// </summary>
readonly ref struct PowerDnsFields
{
    /// <summary>What is said.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }
    /// <summary>When, in seconds since 1970.</summary>
    public ReadOnlySpan<byte> Time { get; private init; }
    /// <summary>The client.</summary>
    public ReadOnlySpan<byte> Remote { get; private init; }
    /// <summary>The question's name.</summary>
    public ReadOnlySpan<byte> Name { get; private init; }
    /// <summary>The question's type.</summary>
    public ReadOnlySpan<byte> Type { get; private init; }
    /// <summary>How it travelled.</summary>
    public ReadOnlySpan<byte> Protocol { get; private init; }
    /// <summary>The code of the response.</summary>
    public ReadOnlySpan<byte> Rcode { get; private init; }

    /// <summary>Whether a message is of this kind: its own text always stands first.</summary>
    public static bool Begin(ReadOnlySpan<byte> text) => text.StartsWith("msg=\""u8);

    /// <summary>Reads a message that <see cref="Begin"/>s so; one that ends amid a field has those before it.</summary>
    public static PowerDnsFields Of(ReadOnlySpan<byte> text)
    {
        var fields = default(PowerDnsFields);
        while (TryTake(ref text, out var key, out var value))
        {
            fields = key switch
            {
                _ when key.SequenceEqual("msg"u8) => fields with { Message = value },
                _ when key.SequenceEqual("ts"u8) => fields with { Time = value },
                _ when key.SequenceEqual("remote"u8) => fields with { Remote = value },
                _ when key.SequenceEqual("qname"u8) || key.SequenceEqual("query"u8) => fields with { Name = value },
                _ when key.SequenceEqual("qtype"u8) || key.SequenceEqual("type"u8) => fields with { Type = value },
                _ when key.SequenceEqual("proto"u8) => fields with { Protocol = value },
                _ when key.SequenceEqual("rcode"u8) => fields with { Rcode = value },
                _ => fields,
            };
        }
        return fields;
    }

    /// <summary>Writes what a value stands for, and never more bytes than it has.</summary>
    /// <returns>Bytes written; 0 where there is no room.</returns>
    public static int Unquote(ReadOnlySpan<byte> value, Span<byte> to)
    {
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            i += value[i] == '\\' && i + 1 < value.Length ? 1 : 0;
            if (length == to.Length)
            {
                return 0;
            }
            to[length++] = value[i];
        }
        return length;
    }

    /// <summary>Takes <c>key="value" </c> off.</summary>
    static bool TryTake(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        key = value = [];
        var equals = text.IndexOf("=\""u8);
        if (equals < 0)
        {
            return false;
        }
        key = text[..equals];
        text = text[(equals + 2)..];
        var end = 0;
        while (end < text.Length && text[end] != '"')
        {
            end += text[end] == '\\' ? 2 : 1;
        }
        if (end >= text.Length)
        {
            return false;
        }
        value = text[..end];
        text = text[(end + 1)..].TrimStart((byte)' ');
        return true;
    }
}
