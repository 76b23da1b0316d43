using System.Collections.Immutable;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Layouts;

/// <summary>
/// Gathers the pieces of a text from its tokens: a token that has its lines for itself takes their indent, a comment behind it and the line end along, so that nothing of them stays where it is taken out. What
/// lies between tokens is cut at its line ends.
/// </summary>
sealed class PieceList(byte[] text)
{
    readonly ImmutableArray<TextPiece>.Builder _pieces = ImmutableArray.CreateBuilder<TextPiece>();
    int _at;

    /// <summary>Adds the token from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Behind its last byte.</param>
    /// <param name="role">What it is.</param>
    /// <param name="says">What it states.</param>
    /// <param name="between">What lies between this token and the one before; null for white space.</param>
    public void Add(int start, int end, PieceRole role, ImmutableArray<TextStatement> says, LinePieces.RoleOf? between = null)
    {
        if (start < _at)
        {
            return;
        }
        var indent = start;
        while (indent > _at && text[indent - 1] is (byte)' ' or (byte)'\t')
        {
            indent--;
        }
        var ownsLine = indent == 0 || text[indent - 1] == '\n';
        Between(ownsLine ? indent : start, between);
        var tail = EndOfLine(end);
        _at = tail;
        _pieces.Add(new(ownsLine ? indent : start, tail - (ownsLine ? indent : start), role, says));
    }

    /// <summary>The pieces, with what lies behind the last token.</summary>
    public ImmutableArray<TextPiece> Finish(LinePieces.RoleOf? role = null)
    {
        Between(text.Length, role);
        return _pieces.ToImmutable();
    }

    void Between(int end, LinePieces.RoleOf? role)
    {
        while (_at < end)
        {
            var rest = text.AsSpan(_at, end - _at);
            var length = rest.IndexOf((byte)'\n') is >= 0 and var line ? line + 1 : rest.Length;
            var kind = role?.Invoke(rest[..length]) ?? PieceRole.Blank;
            // The comma behind a setting belongs to what follows: with that it comes and goes.
            var setting = kind == PieceRole.Setting ? rest[..length].TrimEnd(", \t\r\n"u8).Length : length;
            _pieces.Add(new(_at, setting, kind, []));
            if (setting < length)
            {
                _pieces.Add(new(_at + setting, length - setting, PieceRole.Blank, []));
            }
            _at += length;
        }
    }

    /// <summary>Behind the line end, where nothing but white space and a comment of the line stands before it; else the same place.</summary>
    int EndOfLine(int end)
    {
        var rest = text.AsSpan(end);
        var line = rest.IndexOf((byte)'\n') is >= 0 and var found ? rest[..(found + 1)] : rest;
        var plain = line.Trim(StatementCursor.Spaces);
        return plain.IsEmpty || plain[0] == '#' || plain.StartsWith("//"u8) ? end + line.Length : end;
    }
}
