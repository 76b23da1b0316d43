using System.Buffers;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A line of <c>unbound.conf</c> taken apart: a clause, a setting, or both, and a comment behind them. Values may stand in quotes of both kinds (unbound.conf(5), "File
/// Format"; util/configlexer.lex).
/// </summary>
readonly ref struct UnboundLine
{
    static readonly SearchValues<byte> KeyBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>The clause that begins here, without its colon; empty where none does.</summary>
    public ReadOnlySpan<byte> Clause { get; private init; }

    /// <summary>The name of the setting, without its colon; empty where there is none.</summary>
    public ReadOnlySpan<byte> Key { get; private init; }

    /// <summary>Its value, quotes and all; empty where there is none.</summary>
    public ReadOnlySpan<byte> Value { get; private init; }

    /// <summary>Whether a clause begins here.</summary>
    public bool IsClause => !Clause.IsEmpty;

    /// <summary>Whether the line is neither empty, nor a comment, nor one of a configuration.</summary>
    public bool IsNothing { get; private init; }

    /// <summary>Takes a line apart.</summary>
    public static UnboundLine Of(ReadOnlySpan<byte> line)
    {
        var rest = line.Trim(" \t\r"u8);
        if (rest is [] or [(byte)'#', ..])
        {
            return default;
        }
        if (!TryTakeKey(ref rest, out var clause))
        {
            return new() { IsNothing = true };
        }
        if (!UnboundSettings.IsClause(clause))
        {
            return new() { Key = clause, Value = WithoutComment(rest) };
        }
        if (rest is [] or [(byte)'#', ..])
        {
            return new() { Clause = clause };
        }
        return TryTakeKey(ref rest, out var key) ? new() { Clause = clause, Key = key, Value = WithoutComment(rest) } : new() { Clause = clause, IsNothing = true };
    }

    /// <summary>Takes <c>key:</c> off; lower-case letters, digits and hyphens.</summary>
    static bool TryTakeKey(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> key)
    {
        var end = text.IndexOf((byte)':');
        key = end <= 0 ? [] : text[..end];
        if (end <= 0 || text[..end].ContainsAnyExcept(KeyBytes))
        {
            return false;
        }
        text = text[(end + 1)..].TrimStart(" \t"u8);
        return true;
    }

    /// <summary>A comment begins at a hash that does not stand in quotes; behind an address <c>#</c> begins a name, before which no space is.</summary>
    static ReadOnlySpan<byte> WithoutComment(ReadOnlySpan<byte> text)
    {
        byte quote = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quote == 0 && c == '#' && (at == 0 || text[at - 1] is (byte)' ' or (byte)'\t'))
            {
                return text[..at].TrimEnd(" \t"u8);
            }
            quote = quote == c ? (byte)0 : quote == 0 && c is (byte)'"' or (byte)'\'' ? c : quote;
        }
        return text;
    }
}
