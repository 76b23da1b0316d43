using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// A content in JSON: one document, or one a line. Whatever stands in it, it is handed over as documents that can be read without faults: bytes that are no
/// UTF-8 are replaced, what lies too deep or ends early is cut behind the last whole item.
/// </summary>
static class JsonContent
{
    /// <summary>Largest document in bytes; in memory it takes up to six times as many.</summary>
    public const int MostBytes = 256 << 20;

    static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonScan.MostDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="arrays">See <see cref="JsonScan.Of"/>.</param>
    /// <param name="to">Takes the documents.</param>
    public static void Read(ReadOnlyMemory<byte> content, string[] arrays, IJsonTaker to)
    {
        content = content[(content.Length - FeedHead.WithoutMark(content.Span).Length)..];
        if (content.Length > MostBytes)
        {
            to.Broken(Because.TooLong, content.Span);
            return;
        }
        content = Clean(content);
        var scan = JsonScan.Of(content.Span, arrays);
        if (IsLines(content.Span, scan, arrays))
        {
            ReadLines(content, arrays, to);
        }
        else if (scan.IsWhole)
        {
            Document(content[..scan.End], to);
            Rest(content.Span[scan.End..], Because.MoreBehind, to);
        }
        else
        {
            if (scan.End > 0)
            {
                Document((byte[])[.. content.Span[..scan.End], .. Encoding.ASCII.GetBytes(scan.Closing)], to);
            }
            Rest(content.Span[scan.End..], Because.BrokenJson, to);
        }
    }

    static void Rest(ReadOnlySpan<byte> rest, string because, IJsonTaker to)
    {
        rest = rest.Trim(" \t\r\n\0,"u8);
        if (!rest.IsEmpty)
        {
            to.Broken(because, rest);
        }
    }

    /// <summary>One document a line: the first ends in its line and more follows, or the first line is broken and the second is a document.</summary>
    static bool IsLines(ReadOnlySpan<byte> content, JsonScan scan, string[] arrays)
    {
        var end = content.IndexOf((byte)'\n');
        if (end < 0 || content[end..].Trim(" \t\r\n"u8).IsEmpty)
        {
            return false;
        }
        if (scan.IsWhole)
        {
            return scan.End <= end && !content[scan.End..].Trim(" \t\r\n"u8).IsEmpty;
        }
        var lines = new FeedLines(content);
        return lines.Next() && lines.Line.Length > 1 && lines.Next() && lines.Line is [(byte)'{', .., (byte)'}'] && JsonScan.Of(lines.Line, arrays) is { IsWhole: true } second && second.End == lines.Line.Length;
    }

    static void ReadLines(ReadOnlyMemory<byte> content, string[] arrays, IJsonTaker to)
    {
        var lines = new FeedLines(content.Span);
        while (lines.Next())
        {
            if (lines.Line.IsEmpty)
            {
                continue;
            }
            if (JsonScan.Of(lines.Line, arrays) is { IsWhole: true } scan && scan.End == lines.Line.Length)
            {
                Document(content[lines.Start..lines.End], to);
            }
            else
            {
                to.Broken(Because.BrokenJson, lines.Line);
            }
        }
    }

    static void Document(ReadOnlyMemory<byte> content, IJsonTaker to)
    {
        try
        {
            using var document = JsonDocument.Parse(content, Options);
            to.Take(document.RootElement);
        }
        catch (JsonException)
        {
            to.Broken(Because.BrokenJson, content.Span);
        }
    }

    /// <summary>The content with U+FFFD for what is no UTF-8 and for halves of surrogate pairs in escapes.</summary>
    static ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> content)
    {
        if (!Utf8.IsValid(content.Span))
        {
            content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content.Span));
        }
        byte[]? copy = null;
        for (var at = Next(content.Span, 0); at < content.Length; at = Next(content.Span, at))
        {
            var half = Half(content.Span[at..]);
            if (half == 0)
            {
                at += 2;
            }
            else if (half < 0xDC00 && Half(content.Span[Math.Min(at + 6, content.Length)..]) >= 0xDC00)
            {
                at += 12;
            }
            else
            {
                copy ??= content.ToArray();
                "fffd"u8.CopyTo(copy.AsSpan(at + 2));
                at += 6;
            }
        }
        return copy ?? content;
    }

    static int Next(ReadOnlySpan<byte> content, int from) => from >= content.Length ? content.Length : content[from..].IndexOf((byte)'\\') is >= 0 and var at ? from + at : content.Length;

    /// <summary>The value of an escaped half of a surrogate pair; 0 where there is none.</summary>
    static int Half(ReadOnlySpan<byte> text) =>
        text.Length >= 6 && text[0] == '\\' && text[1] == 'u' && (text[2] | 0x20) == 'd'
            && System.Buffers.Text.Utf8Parser.TryParse(text.Slice(2, 4), out ushort value, out var used, 'X') && used == 4 && value is >= 0xD800 and <= 0xDFFF ? value : 0;
}
