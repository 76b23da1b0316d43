using System.Buffers;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads a configuration of Kea. What is in a server (<c>Dhcp4</c>, <c>Dhcp6</c>, <c>DhcpDdns</c>) is read member by member, and lists in it object by object; so no
/// more is held than one subnet or one shared network. An object that is longer than <see cref="IRecordReader.LargestRecord"/> is one malformed record.
/// </summary>
sealed class KeaReader : PieceReader
{
    const string LongObject = "an object is longer than 1 MiB";
    const string CutText = "the configuration is cut";
    const string NoPart = "no part of a configuration stands where one should";

    static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,:"u8);
    static readonly SearchValues<byte> Words = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-._"u8);

    enum Piece : byte
    {
        Nothing,
        Comment,
        Include,
        Element,
        LongElement,
        Junk,
    }

    /// <summary>Where the text stands: outside of everything, in the object of all, in a server, in a list of a server.</summary>
    enum Level : byte
    {
        Outside,
        Root,
        Server,
        List,
    }

    Level _level;
    byte _wrappers;
    KeaServer _server;
    KeaMember _member;
    KeaBalance _skipped;
    Piece _piece;

    // Made when first read with: what is forked is kept for each block of a source.
    KeaScopes Scopes => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public KeaReader()
    {
    }

    KeaReader(KeaReader other)
        : base(other) =>
        (_level, _wrappers, _server, _member, _skipped, HasSeenServer) = (other._level, other._wrappers, other._server, other._member, other._skipped, other.HasSeenServer);

    /// <summary>Whether the configuration of a server has begun.</summary>
    public bool HasSeenServer { get; private set; }

    /// <inheritdoc/>
    public override IRecordReader Fork() => new KeaReader(this);

    /// <inheritdoc/>
    protected override int Cut(ReadOnlySpan<byte> text, bool isFull)
    {
        _piece = Piece.Nothing;
        if (_skipped.IsOpen)
        {
            return _skipped.Feed(text) is > 0 and var end ? end : text.Length;
        }
        var between = text.IndexOfAnyExcept(Between);
        if (between != 0)
        {
            return between < 0 ? text.Length : between;
        }
        return text[0] switch
        {
            (byte)'#' => CutLine(text, Piece.Comment),
            (byte)'/' => CutComment(text),
            (byte)'<' => CutInclude(text),
            (byte)'"' => CutString(text),
            (byte)'{' or (byte)'[' => CutOpening(text, isFull),
            (byte)'}' or (byte)']' => CutClosing(text[0]),
            _ => CutWord(text),
        };
    }

    /// <inheritdoc/>
    protected override void Take(ReadOnlySpan<byte> piece, bool isCut, long offset, IBatchWriter rows)
    {
        if (isCut)
        {
            if (_piece == Piece.Comment)
            {
                rows.Ignored(offset);
            }
            else
            {
                rows.Malformed(offset, CutText);
            }
            return;
        }
        switch (_piece)
        {
            case Piece.Include:
                Scopes.TakeInclude(piece, offset, rows);
                break;
            case Piece.Element:
                Scopes.Take(piece, _server, _level is Level.Server or Level.List ? _member : KeaMember.None, offset, rows);
                break;
            case Piece.LongElement:
                rows.Malformed(offset, LongObject);
                break;
            case Piece.Junk:
                rows.Malformed(offset, NoPart);
                break;
        }
    }

    int CutLine(ReadOnlySpan<byte> text, Piece piece)
    {
        _piece = piece;
        return text.IndexOf((byte)'\n') + 1;
    }

    int CutComment(ReadOnlySpan<byte> text)
    {
        _piece = Piece.Comment;
        if (text.Length < 2 || text[1] == '/')
        {
            return CutLine(text, Piece.Comment);
        }
        if (text[1] != '*')
        {
            return CutLine(text, Piece.Junk);
        }
        var end = text[2..].IndexOf("*/"u8);
        return end < 0 ? 0 : end + 4;
    }

    int CutInclude(ReadOnlySpan<byte> text)
    {
        var line = text.IndexOf((byte)'\n');
        var end = (line < 0 ? text : text[..line]).IndexOf("?>"u8);
        if (end < 0 || !text.StartsWith(KeaText.IncludeMark))
        {
            return CutLine(text, Piece.Junk);
        }
        _piece = Piece.Include;
        return end + 2;
    }

    /// <summary>A string may be the name of a member or its value: the last one before a bracket is the name of what it begins.</summary>
    int CutString(ReadOnlySpan<byte> text)
    {
        var length = KeaText.LengthOfString(text);
        if (length == 0 || text[length - 1] == '\n')
        {
            _piece = Piece.Junk;
            return length;
        }
        var name = text[1..(length - 1)];
        if (_level == Level.Root)
        {
            _server = KeaWords.Server(name);
        }
        else if (_level == Level.Server)
        {
            _member = KeaWords.Member(name);
        }
        return length;
    }

    int CutOpening(ReadOnlySpan<byte> text, bool isFull)
    {
        if (_level == Level.Outside)
        {
            _level = text[0] == '{' ? Level.Root : Level.Outside;
            return 1;
        }
        if (_level == Level.Root && text[0] == '{' && _server == KeaServer.Wrapper && _wrappers < byte.MaxValue)
        {
            (_wrappers, _server) = ((byte)(_wrappers + 1), KeaServer.None);
            return 1;
        }
        if (_level == Level.Root && text[0] == '{' && _server is not (KeaServer.None or KeaServer.Wrapper))
        {
            (_level, _member, HasSeenServer) = (Level.Server, KeaMember.None, true);
            return 1;
        }
        if (_level == Level.Server && text[0] == '[')
        {
            _level = Level.List;
            return 1;
        }
        return CutElement(text, isFull);
    }

    int CutElement(ReadOnlySpan<byte> text, bool isFull)
    {
        var balance = new KeaBalance();
        var length = balance.Feed(text);
        if (length < 0 && isFull)
        {
            (_piece, _skipped) = (Piece.LongElement, balance);
            return text.Length;
        }
        _piece = Piece.Element;
        return Math.Max(length, 0);
    }

    int CutClosing(byte bracket)
    {
        if (_level == Level.List)
        {
            _level = bracket == ']' ? Level.Server : Level.Root;
        }
        else if (bracket == '}')
        {
            var leavesAll = _level == Level.Root && _wrappers == 0;
            _wrappers -= (byte)(_level == Level.Root && _wrappers > 0 ? 1 : 0);
            _level = _level == Level.Server ? Level.Root : leavesAll ? Level.Outside : _level;
        }
        return 1;
    }

    /// <summary>Numbers and words tell nothing here.</summary>
    int CutWord(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(Words);
        return length == 0 ? CutLine(text, Piece.Junk) : length < 0 ? text.Length : length;
    }
}
