using System.Text;
using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>What a registry says of a domain (RDAP): since when it is registered. The age of a domain is counted from there.</summary>
sealed class RdapDomain : IFeedFormat
{
    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "rdap-domain",
        Title = "RDAP answers for domains",
        Source = "RFC 9083 section 5.3 (domain), section 4.5 (events)",
        Lacks = ["how sure it is"],
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head) =>
        JsonHead.Of(head) is { } json && (json.Says("objectClassName", "domain") || json.Has("domainSearchResults")) ? FeedLikeness.Certain : FeedLikeness.No;

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to) => JsonContent.Read(content, ["domainSearchResults"], new Reading(to));

    sealed class Reading(IFeedWriter to) : IJsonTaker
    {
        readonly ValueWriter _values = new(to);
        long _at;

        public void Take(JsonElement root)
        {
            if (root.Member("domainSearchResults") is { ValueKind: JsonValueKind.Array } results)
            {
                root = results;
            }
            if (root.ValueKind != JsonValueKind.Array)
            {
                Domain(root);
                return;
            }
            foreach (var domain in root.EnumerateArray())
            {
                Domain(domain);
            }
        }

        public void Broken(string because, ReadOnlySpan<byte> text) => _values.Rejected(++_at, because, text);

        void Domain(JsonElement domain)
        {
            _at++;
            var name = domain.FirstText("ldhName", "unicodeName");
            if (domain.Text("objectClassName") != "domain" || name.Length == 0)
            {
                _values.Rejected(_at, Because.NotOfThisForm, Encoding.UTF8.GetBytes(JsonText.Cut(domain.GetRawText())));
                return;
            }
            DateTime? registered = null, said = null;
            foreach (var happened in domain.Items("events"))
            {
                var at = happened.Time("eventDate");
                switch (happened.Text("eventAction"))
                {
                    case "registration" or "reregistration":
                        registered = Later(registered, at);
                        break;
                    case "last update of RDAP database":
                        said = Later(said, at);
                        break;
                }
            }
            if (registered is null)
            {
                _values.Passed(_at, "domains without a date of registration");
                return;
            }
            _values.Value(_at, Encoding.UTF8.GetBytes(name), new() { From = registered, LastSeen = said, Reference = domain.Words("handle") });
        }

        static DateTime? Later(DateTime? one, DateTime? other) => one is null || other > one ? other ?? one : one;
    }
}
