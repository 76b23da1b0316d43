using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>A row of a CSV file that a user wrote.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Cells">Its cells, each with its place, the space around it taken off.</param>
readonly record struct CsvRow(FilePlace At, ImmutableArray<Placed<string>> Cells);

/// <summary>Takes a CSV file apart that a user wrote (RFC 4180): commas, semicolons or tabs between cells, whichever its first line has most of; a cell in quotes may hold all of them.</summary>
sealed class CsvText(string file, string text, MistakeList mistakes)
{
    static readonly char[] Separators = [',', ';', '\t'];

    readonly char _separator = Separators.MaxBy(separator => text.Split('\n')[0].Count(c => c == separator));
    int _at;
    int _line = 1;
    int _lineStart;

    FilePlace Here => new(file, _line, _at - _lineStart + 1);

    /// <summary>The rows; empty lines and lines that begin with # are none.</summary>
    public IEnumerable<CsvRow> Rows()
    {
        while (_at < text.Length)
        {
            var at = Here;
            var isRemark = text[_at] == '#';
            var cells = TakeRow();
            if (!isRemark && cells.Any(cell => cell.Value.Length > 0))
            {
                yield return new(at, cells);
            }
        }
    }

    ImmutableArray<Placed<string>> TakeRow()
    {
        var cells = ImmutableArray.CreateBuilder<Placed<string>>();
        for (var isMore = true; isMore;)
        {
            while (_at < text.Length && text[_at] is ' ')
            {
                _at++;
            }
            var at = Here;
            var value = _at < text.Length && text[_at] == '"' ? TakeQuoted(at) : "";
            var end = text.AsSpan(_at).IndexOfAny(_separator, '\n');
            end = end < 0 ? text.Length : _at + end;
            cells.Add(new((value + text[_at..end].TrimEnd()).Trim(), at));
            isMore = end < text.Length && text[end] == _separator;
            _at = Math.Min(end + 1, text.Length);
        }
        (_line, _lineStart) = (_line + 1, _at);
        return cells.ToImmutable();
    }

    string TakeQuoted(FilePlace at)
    {
        var value = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == '"' && (_at + 1 >= text.Length || text[_at + 1] != '"'))
            {
                _at++;
                return value.ToString();
            }
            _at += text[_at] == '"' ? 1 : 0;
            value.Append(text[_at]);
            (_line, _lineStart) = text[_at] == '\n' ? (_line + 1, _at + 1) : (_line, _lineStart);
        }
        mistakes.Add(at, "a quote is not closed", "close it behind its cell");
        return value.ToString();
    }
}
