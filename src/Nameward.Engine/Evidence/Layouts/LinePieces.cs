using System.Collections.Immutable;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Layouts;

/// <summary>The pieces of a configuration in lines: each line.</summary>
static class LinePieces
{
    /// <summary>What a line is.</summary>
    public delegate PieceRole RoleOf(ReadOnlySpan<byte> line);

    /// <summary>Cuts a text.</summary>
    public static ImmutableArray<TextPiece> Of(byte[] text, StatementRows rows, RoleOf role)
    {
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            var length = rest.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : rest.Length;
            pieces.Add(new(at, length, role(rest[..length].TrimEnd("\r\n"u8)), rows.At(at)));
            at += length;
        }
        return pieces.ToImmutable();
    }

    /// <summary>Lines of <c>unbound.conf</c>: clauses hold settings.</summary>
    public static PieceRole OfUnbound(ReadOnlySpan<byte> line)
    {
        var setting = UnboundLine.Of(line);
        return setting.IsClause && setting.Key.IsEmpty ? PieceRole.Head : setting.Key.IsEmpty && !setting.IsNothing ? PieceRole.Blank : PieceRole.Setting;
    }

    /// <summary>Lines of INI files: sections hold settings.</summary>
    public static PieceRole OfSections(ReadOnlySpan<byte> line)
    {
        var setting = IniLine.Of(line);
        return !setting.Section.IsEmpty ? PieceRole.Head : setting.Key.IsEmpty && !setting.IsNothing ? PieceRole.Blank : PieceRole.Setting;
    }

    /// <summary>Lines of words: a comment, or a setting.</summary>
    public static PieceRole OfWords(ReadOnlySpan<byte> line) => line.Trim(" \t"u8) is [] or [(byte)'#' or (byte)';', ..] ? PieceRole.Blank : PieceRole.Setting;
}
