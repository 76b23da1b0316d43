using System.Text;
using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Indicators as objects in JSON whose keys say what is what: answers and dumps of ThreatFox, lists and lines of many others.</summary>
sealed class IocJson : IFeedFormat
{
    const int MostDepth = 4;

    static readonly string[] Lists = ["data", "iocs", "indicators", "results", "items", "entries", "urls"];

    /// <summary>Keys that stand in the answer of a server that has nothing to give.</summary>
    static readonly string[] Faults = ["error", "errors", "errorCode", "error_code", "status_code", "statusCode", "fault"];

    /// <summary>Keys of a notice, where no key says of what type an indicator is.</summary>
    static readonly string[] Notices = ["message", "detail", "status"];

    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "ioc-json",
        Title = "indicators in JSON",
        Source = "RFC 8259; ThreatFox API and dumps (threatfox.abuse.ch/api, 2026)",
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { } json || json.HasAny(Faults))
        {
            return FeedLikeness.No;
        }
        if (json.Has("query_status", "data"))
        {
            return FeedLikeness.Certain;
        }
        return json.HasAny(IocNames.Values) ? FeedLikeness.Possible : FeedLikeness.No;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to) => JsonContent.Read(content, Lists, new Reading(to, how));

    sealed class Reading(IFeedWriter to, FeedReadingOptions how) : IJsonTaker
    {
        readonly ValueWriter _values = new(to);
        readonly string[] _wanted = how.ValueColumn is { } own ? [IocNames.Usual(own)] : IocNames.Values;
        long _at;

        public void Take(JsonElement root)
        {
            if (Array.Exists(Faults, key => root.Member(key) is not null) || (Array.Exists(Notices, key => root.Member(key) is not null) && !Array.Exists(IocNames.Types, key => root.Member(key) is not null)))
            {
                Reject(root, "an error and no feed");
            }
            else
            {
                Things(root, 0);
            }
        }

        public void Broken(string because, ReadOnlySpan<byte> text) => _values.Rejected(++_at, because, text);

        /// <summary>Lists of indicators, objects that hold such lists by any key, or an indicator.</summary>
        void Things(JsonElement element, int depth)
        {
            if (element.ValueKind == JsonValueKind.Array && depth < MostDepth)
            {
                foreach (var item in element.EnumerateArray())
                {
                    Things(item, depth + 1);
                }
            }
            else if (element.ValueKind == JsonValueKind.String && depth > 0)
            {
                _values.Value(++_at, Encoding.UTF8.GetBytes(element.Text()), default);
            }
            else if (element.ValueKind == JsonValueKind.Object && !Object(element))
            {
                Holder(element, depth);
            }
            else if (element.ValueKind != JsonValueKind.Object)
            {
                Reject(element, Because.NotOfThisForm);
            }
        }

        void Holder(JsonElement holder, int depth)
        {
            var lists = holder.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() > 0 && member.Value[0].ValueKind == JsonValueKind.Object).ToArray();
            foreach (var list in depth < MostDepth ? lists : [])
            {
                Things(list.Value, depth + 1);
            }
            if (lists.Length == 0 || depth >= MostDepth)
            {
                Reject(holder, Because.NotOfThisForm);
            }
        }

        /// <summary>Takes an object that is an indicator; false where it is none: it has no value, or nothing but a value that any answer may have.</summary>
        bool Object(JsonElement element)
        {
            var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var member in element.EnumerateObject())
            {
                fields.TryAdd(IocNames.Usual(member.Name), member.Value);
            }
            if (!Array.Exists(_wanted, name => fields.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String))
            {
                return false;
            }
            IocRow.Write(++_at, names => First(fields, names), how, _values);
            return true;
        }

        static string First(Dictionary<string, JsonElement> fields, string[] names)
        {
            foreach (var name in names)
            {
                if (fields.TryGetValue(name, out var field) && IocNames.Said(Text(field)) is { Length: > 0 } text)
                {
                    return text;
                }
            }
            return "";
        }

        static string Text(JsonElement field) =>
            field.ValueKind == JsonValueKind.Array ? string.Join(',', field.EnumerateArray().Select(item => item.Text()).Where(text => text.Length > 0).Take(10)) : field.Text();

        void Reject(JsonElement element, string because) => _values.Rejected(++_at, because, Encoding.UTF8.GetBytes(JsonText.Cut(element.GetRawText())));
    }
}
