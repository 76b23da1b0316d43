using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>A warning list of MISP: what many events hold by mistake, as public resolvers, popular sites and the ranges of clouds.</summary>
sealed class MispWarninglist : IFeedFormat
{
    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "misp-warninglist",
        Title = "MISP warning list",
        Source = "MISP/misp-warninglists, schema.json of 2024",
        Lacks = ["how old an entry is", "how sure it is"],
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head) =>
        JsonHead.Of(head) is { } json && json.Has("list") && !json.Has("objects") && (json.Has("name") || json.Has("description")) ? FeedLikeness.Certain : FeedLikeness.No;

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to) => JsonContent.Read(content, ["list"], new Reading(to));

    sealed class Reading(IFeedWriter to) : IJsonTaker
    {
        readonly ValueWriter _values = new(to) { PassesInternal = true };
        long _at;

        public void Take(JsonElement root)
        {
            if (root.Member("list") is not { ValueKind: JsonValueKind.Array })
            {
                _values.Rejected(++_at, Because.NotOfThisForm, []);
                return;
            }
            to.About(new() { Title = root.Words("name") is { Length: > 0 } name ? name : root.Words("description"), Publisher = "MISP", Made = Made(root.Text("version")) });
            var kind = root.Text("type");
            foreach (var item in root.Items("list"))
            {
                Item(item, kind);
            }
        }

        public void Broken(string because, ReadOnlySpan<byte> text) => _values.Rejected(++_at, because, text);

        static DateTime? Made(string version) => version.Length == 8 && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? FeedTime.Of(version) : null;

        void Item(JsonElement item, string kind)
        {
            _at++;
            var text = item.ValueKind == JsonValueKind.String ? item.Text() : "";
            if (kind is "regex" or "substring")
            {
                _values.Passed(_at, kind == "regex" ? Because.Regex : Because.Patterns);
                return;
            }
            var isAlone = kind == "string" && !text.StartsWith('.');
            _values.Value(_at, Encoding.UTF8.GetBytes(text), new() { Scope = isAlone ? NameScope.Exact : NameScope.Whole });
        }
    }
}
