using System.Text;
using System.Xml;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>One reading of OpenIOC, node by node.</summary>
sealed class OpenIocReading(IFeedWriter to)
{
    const int MostDepth = 64;
    const string Together = "patterns that need several things at once";
    const string NotOfDns = "search terms that DNS cannot show";

    /// <summary>Search terms whose content is a name, address or URL (OpenIOC terms, iocterms 1.0; RedLine and Mandiant IOCe of 2013).</summary>
    static readonly HashSet<string> OfDns = new(StringComparer.OrdinalIgnoreCase)
    {
        "DnsEntryItem/Host", "DnsEntryItem/RecordName", "DnsEntryItem/RecordData/Host", "DnsEntryItem/RecordData/IPv4Address", "DnsEntryItem/RecordData/IPv6Address", "Network/DNS",
        "Network/URI", "Network/Host", "PortItem/remoteIP", "ProcessItem/PortList/PortItem/remoteIP", "UrlHistoryItem/URL", "UrlHistoryItem/HostName", "FileDownloadHistoryItem/SourceURL",
        "CookieHistoryItem/HostName", "RouteEntryItem/Destination", "FormHistoryItem/HostName",
    };

    readonly ValueWriter _values = new(to);
    readonly Stack<bool> _alone = new();
    string _element = "";
    string _title = "";
    string _author = "";
    DateTime? _made;
    string _condition = "";
    string _id = "";
    string _search = "";
    string _content = "";
    bool _isNegated;
    bool _isItem;
    long _at;

    /// <summary>Takes a node.</summary>
    public void Take(XmlReader reader)
    {
        if (reader.Depth > MostDepth)
        {
            throw new XmlException("too deep");
        }
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                Begin(reader);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                Text(reader.Value);
                break;
            case XmlNodeType.EndElement:
                End(reader.LocalName);
                break;
        }
    }

    /// <summary>What follows is no XML, or not allowed.</summary>
    public void Broken() => _values.Rejected(++_at, "broken XML", []);

    /// <summary>Hands over what the document says of itself.</summary>
    public void Finish()
    {
        if (_title.Length > 0 || _author.Length > 0 || _made is not null)
        {
            to.About(new() { Title = _title, Publisher = _author, Made = _made });
        }
    }

    void Begin(XmlReader reader)
    {
        _element = reader.LocalName;
        switch (_element)
        {
            case "ioc" or "OpenIOC":
                _made = FeedTime.Of(reader.GetAttribute("last-modified")) ?? _made;
                break;
            case "Indicator" when !reader.IsEmptyElement:
                _alone.Push((_alone.Count == 0 || _alone.Peek()) && !"AND".Equals(reader.GetAttribute("operator"), StringComparison.OrdinalIgnoreCase));
                break;
            case "IndicatorItem":
                (_isItem, _search, _content) = (true, "", "");
                (_id, _condition) = (reader.GetAttribute("id") ?? "", reader.GetAttribute("condition") ?? "");
                _isNegated = JsonText.IsYes(reader.GetAttribute("negate") ?? "");
                if (reader.IsEmptyElement)
                {
                    Item();
                }
                break;
            case "Context":
                _search = reader.GetAttribute("search") ?? "";
                break;
        }
    }

    void Text(string text)
    {
        if (_isItem)
        {
            _content = _element == "Content" ? text : _content;
            return;
        }
        switch (_element)
        {
            case "short_description":
                _title = JsonText.Cut(text.Trim());
                break;
            case "authored_by":
                _author = JsonText.Cut(text.Trim());
                break;
            case "authored_date":
                _made ??= FeedTime.Of(text);
                break;
        }
    }

    void End(string element)
    {
        if (element == "IndicatorItem")
        {
            Item();
        }
        else if (element == "Indicator" && _alone.Count > 0)
        {
            _alone.Pop();
        }
        _element = "";
    }

    void Item()
    {
        _isItem = false;
        _at++;
        var text = Encoding.UTF8.GetBytes(_content.Trim());
        if (_search.Length == 0)
        {
            _values.Rejected(_at, Because.NotOfThisForm, text);
        }
        else if (!OfDns.Contains(_search) || _isNegated)
        {
            _values.Passed(_at, NotOfDns);
        }
        else if (_alone.Count > 0 && !_alone.Peek())
        {
            _values.Passed(_at, Together);
        }
        else if (_condition is "is" or "contains" or "ends-with")
        {
            Value(text);
        }
        else
        {
            _values.Passed(_at, Because.Patterns);
        }
    }

    /// <summary>"contains" is a part of a text: a whole name or address stands for what ends in it, anything else only for letters.</summary>
    void Value(byte[] text)
    {
        Span<byte> room = stackalloc byte[256];
        if (_condition != "is" && FeedValue.Of(text, room) is { Rejected: not null })
        {
            _values.Passed(_at, "contained words");
            return;
        }
        _values.Value(_at, text, new() { LastSeen = _made, Threat = _title, Reference = JsonText.Cut(_id) });
    }
}
