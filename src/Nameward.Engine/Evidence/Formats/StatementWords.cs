using System.Buffers;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Writes names and lists in the one form in which all statements about configuration have them, so that those of different products can be compared.</summary>
static class StatementWords
{
    static readonly SearchValues<byte> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_*"u8);

    static readonly SearchValues<byte> Parts = SearchValues.Create(",; \t\r\n"u8);

    /// <summary>Keeps a name: lower case, no dot at the end, the root as a dot; what is no name stands as it is, in lower case.</summary>
    public static Slice KeepName(this StatementRow to, ReadOnlySpan<byte> text)
    {
        var start = to.Start;
        to.AppendName(text);
        return to.Since(start);
    }

    /// <summary>Appends a name in that form.</summary>
    public static void AppendName(this StatementRow to, ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        Span<byte> wire = stackalloc byte[WireName.MaxBytes];
        var length = text.IsEmpty ? 0 : WireName.FromText(text, wire);
        if (length > 0)
        {
            to.AppendWire(wire[..length]);
            return;
        }
        foreach (var c in text)
        {
            to.Append(Lower(c));
        }
    }

    /// <summary>Keeps the name of a record that may be relative to its zone: <c>@</c> is the zone itself, a dot at the end says that it is whole.</summary>
    public static Slice KeepName(this StatementRow to, ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone)
    {
        var start = to.Start;
        to.AppendName(name, zone);
        return to.Since(start);
    }

    /// <summary>Appends such a name.</summary>
    public static void AppendName(this StatementRow to, ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone)
    {
        zone = zone is [_, .., (byte)'.'] ? zone[..^1] : zone;
        if (name is [] or [(byte)'@'])
        {
            to.AppendName(zone);
            return;
        }
        to.AppendName(name);
        if (name[^1] != '.' && !zone.IsEmpty && zone is not [(byte)'.'] && !IsUnder(name, zone))
        {
            to.Append((byte)'.');
            to.AppendName(zone);
        }
    }

    /// <summary>Appends a name in wire form, which is well-formed.</summary>
    public static void AppendWire(this StatementRow to, ReadOnlySpan<byte> name)
    {
        if (name.Length <= 1)
        {
            to.Append((byte)'.');
            return;
        }
        for (var at = 0; name[at] != 0; at += name[at] + 1)
        {
            if (at > 0)
            {
                to.Append((byte)'.');
            }
            foreach (var c in name.Slice(at + 1, name[at]))
            {
                to.AppendEscaped(Lower(c));
            }
        }
    }

    /// <summary>Keeps a list whose items stand behind commas, semicolons or space, with a comma and a space between them.</summary>
    public static Slice KeepList(this StatementRow to, ReadOnlySpan<byte> text)
    {
        var start = to.Start;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(Parts);
            var item = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (!item.IsEmpty)
            {
                to.AppendComma(start);
                to.Append(item);
            }
        }
        return to.Since(start);
    }

    /// <summary>Keeps a text with its letters A to Z in lower case.</summary>
    public static Slice KeepLower(this StatementRow to, ReadOnlySpan<byte> text)
    {
        var start = to.Start;
        foreach (var c in text.Trim(" \t\r\n"u8))
        {
            to.Append(Lower(c));
        }
        return to.Since(start);
    }

    /// <summary>Whether a name is a zone or lies in it.</summary>
    static bool IsUnder(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone) =>
        name.Length >= zone.Length && Ascii.EqualsIgnoreCase(name[^zone.Length..], zone) && (name.Length == zone.Length || name[^(zone.Length + 1)] == '.');

    static void AppendEscaped(this StatementRow to, byte c)
    {
        if (Plain.Contains(c))
        {
            to.Append(c);
            return;
        }
        to.Append([(byte)'\\', (byte)('0' + c / 100), (byte)('0' + c / 10 % 10), (byte)('0' + c % 10)]);
    }

    static byte Lower(byte c) => (uint)(c - 'A') <= 25 ? (byte)(c | 0x20) : c;
}
