using System.Buffers;
using System.Text.Json;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Layouts;

/// <summary>The pieces of a configuration of Kea: each option that names DNS servers, and the lines between.</summary>
static class KeaPieces
{
    static readonly SearchValues<byte> Parting = SearchValues.Create(" \t:,[]{}"u8);

    /// <summary>Cuts a text.</summary>
    public static IEnumerable<TextPiece> Of(byte[] text, StatementRows rows)
    {
        var pieces = new PieceList(text);
        var clean = Clean(text);
        foreach (var offset in rows.Offsets)
        {
            var options = Options(clean, (int)offset);
            var said = rows.At(offset);
            for (var i = 0; i < Math.Min(options.Count, said.Length); i++)
            {
                pieces.Add(options[i].Start, options[i].Start + options[i].Length, PieceRole.Setting, [said[i]], RoleOf);
            }
        }
        return pieces.Finish(RoleOf);
    }

    /// <summary>1 where a configuration of Kea would be no JSON to it, and 0 for any other format.</summary>
    public static int FaultsOf(byte[] text, string format)
    {
        if (format != "kea-conf")
        {
            return 0;
        }
        var reader = new Utf8JsonReader(Clean(text));
        try
        {
            while (reader.Read())
            {
            }
            return 0;
        }
        catch (JsonException)
        {
            return 1;
        }
    }

    static byte[] Clean(byte[] text)
    {
        var clean = new byte[text.Length];
        KeaText.Clean(text, clean, []);
        return clean;
    }

    /// <summary>The options that name DNS servers in the object at a place, or that object where it is one.</summary>
    static List<Slice> Options(byte[] clean, int offset)
    {
        var text = clean.AsSpan(offset);
        var length = text is [(byte)'{', ..] ? new KeaBalance().Feed(text) : 0;
        var found = new List<Slice>();
        if (length <= 0)
        {
            return found;
        }
        var all = text[..length];
        if (IsOfServers(all))
        {
            found.Add(new(offset, length));
            return found;
        }
        var scanner = new JsonScanner(all);
        scanner.TryBegin((byte)'{');
        JsonValue options = default;
        while (scanner.TryMember(out var name, out var value))
        {
            options = name.In(all).SequenceEqual("option-data"u8) ? value : options;
        }
        var items = new JsonScanner(options.In(all));
        for (var isList = options.Kind == JsonKind.Array && items.TryBegin((byte)'['); isList && items.TryItem(out var item);)
        {
            if (item.Kind == JsonKind.Object && IsOfServers(item.In(options.In(all))))
            {
                found.Add(new(offset + options.Start + item.Start, item.Length));
            }
        }
        return found;
    }

    static bool IsOfServers(ReadOnlySpan<byte> option) => new KeaOption().TryRead(option, isV6: false) || new KeaOption().TryRead(option, isV6: true);

    /// <summary>Brackets, commas and comments part what stands beside them; so does the name of a list of options.</summary>
    static PieceRole RoleOf(ReadOnlySpan<byte> line)
    {
        line = line.Trim(StatementCursor.Spaces);
        line = line.StartsWith("\"option-data\""u8) ? line["\"option-data\""u8.Length..] : line;
        return line.StartsWith("//"u8) || line is [(byte)'#', ..] || !line.ContainsAnyExcept(Parting) ? PieceRole.Blank : PieceRole.Setting;
    }
}
