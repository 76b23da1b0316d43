namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>The names under which publishers keep what an indicator is, in columns and in JSON; each list in the order in which they are asked.</summary>
static class IocNames
{
    public static readonly string[] Values =
    [
        "ioc_value", "ioc", "indicator", "indicator_value", "observable", "observable_value", "value", "domain", "domain_name", "domainname", "fqdn", "hostname", "host",
        "dst_ip", "dest_ip", "ip", "ip_address", "ipaddress", "ip_addr", "ipv4", "ipv6", "address", "url", "uri", "cidr", "resolver_address", "c2", "dns_name", "dstip",
        "sha1_fingerprint", "sha256_hash", "md5_hash",
    ];

    public static readonly string[] Types = ["ioc_type", "indicator_type", "type", "observable_type", "itype", "value_type"];

    public static readonly string[] Last =
    [
        "last_seen_utc", "last_seen", "lastseen", "last_online", "last_seen_at", "last_observed", "modified", "updated", "updated_at", "first_seen_utc", "first_seen", "firstseen",
        "first_seen_at", "dateadded", "date_added", "date", "created", "created_at", "added", "timestamp",
    ];

    public static readonly string[] From = ["valid_from", "registration_date", "registered", "create_date", "created_date", "creation_date"];

    public static readonly string[] Until = ["valid_until", "expires", "expires_at", "expiry", "valid_to"];

    public static readonly string[] Confidence = ["confidence_level", "confidence", "confidence_score"];

    public static readonly string[] Threats =
    [
        "malware_printable", "malware", "malware_family", "family", "threat_name", "threat", "signature", "listing_reason", "campaign", "threat_type", "classification", "tags", "tag", "name",
    ];

    public static readonly string[] References = ["ioc_id", "id", "uuid", "urlhaus_link", "urlhaus_reference", "link", "reference"];

    /// <summary>Whether an indicator is meant for detection, as MISP says it.</summary>
    public static readonly string[] Detection = ["to_ids"];

    /// <summary>A name as it is compared: small, with one kind of mark between words.</summary>
    public static string Usual(string name) => name.Trim().Trim('"', '#').Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_').Replace('.', '_');

    /// <summary>A text, or nothing where it only says that there is none.</summary>
    public static string Said(string text)
    {
        text = text.Trim();
        return text.ToLowerInvariant() is "none" or "null" or "nan" or "n/a" or "na" or "-" or "" ? "" : text;
    }
}
