using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>With which word a line of <c>resolv.conf</c> begins.</summary>
enum ResolvKeyword : byte
{
    /// <summary>None: it is empty or a comment.</summary>
    None,
    /// <summary>A server to ask.</summary>
    NameServer,
    /// <summary>Domains to look names up in; <c>domain</c> is the older word.</summary>
    Search,
    /// <summary>Something of no concern.</summary>
    Other,
    /// <summary>None that the file has.</summary>
    Foreign,
}

/// <summary>Lines of <c>resolv.conf</c>: a word, spaces or tabs, and its value; a comment begins with <c>#</c> or <c>;</c>.</summary>
static class ResolvLine
{
    static readonly byte[][] Others = [[.. "options"u8], [.. "sortlist"u8], [.. "lookup"u8], [.. "family"u8], [.. "port"u8], [.. "timeout"u8], [.. "search_order"u8]];

    /// <summary>Takes a line apart.</summary>
    public static ResolvKeyword Of(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> value)
    {
        line = line.Trim(" \t\r"u8);
        value = [];
        if (line is [] or [(byte)'#' or (byte)';', ..])
        {
            return ResolvKeyword.None;
        }
        var end = line.IndexOfAny((byte)' ', (byte)'\t');
        var word = end < 0 ? line : line[..end];
        value = end < 0 ? [] : line[end..].TrimStart(" \t"u8);
        return word switch
        {
            _ when word.SequenceEqual("nameserver"u8) => ResolvKeyword.NameServer,
            _ when word.SequenceEqual("search"u8) || word.SequenceEqual("domain"u8) => ResolvKeyword.Search,
            _ when NamedSetting.Has(Others, word) => ResolvKeyword.Other,
            _ => ResolvKeyword.Foreign,
        };
    }

    /// <summary>The address of a server, with the interface behind <c>%</c> where one stands there.</summary>
    public static bool TryServer(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> server)
    {
        var end = value.IndexOfAny((byte)' ', (byte)'\t');
        server = end < 0 ? value : value[..end];
        var scope = server.IndexOf((byte)'%');
        return Address.TryParse(scope < 0 ? server : server[..scope], out _);
    }
}
