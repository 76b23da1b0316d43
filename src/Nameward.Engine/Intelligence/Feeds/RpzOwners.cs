namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// The owner names of a zone, relative to its apex. Absolute names outside of the zone are taken as they stand: many generators write <c>evil.example.</c> where
/// they mean <c>evil.example</c> in the zone.
/// </summary>
sealed class RpzOwners
{
    string? _origin;
    string? _apex;

    /// <summary>Takes an origin: what names without a dot at the end are completed with.</summary>
    public void Origin(string name)
    {
        _origin = Full(name);
        if (_origin.Length > 0)
        {
            _apex ??= _origin;
        }
    }

    /// <summary>Takes the owner of the SOA record: the apex.</summary>
    public void Apex(string owner) => _apex = Full(owner);

    /// <summary>The owner relative to the apex; empty for the apex itself.</summary>
    public string Relative(string owner)
    {
        var full = Full(owner);
        if (string.IsNullOrEmpty(_apex))
        {
            return full;
        }
        return full == _apex ? "" : full.EndsWith("." + _apex, StringComparison.Ordinal) ? full[..^(_apex.Length + 1)] : full;
    }

    string Full(string name)
    {
        name = name.ToLowerInvariant();
        if (name == "@")
        {
            return _origin ?? "";
        }
        if (name.EndsWith('.'))
        {
            return name[..^1];
        }
        return string.IsNullOrEmpty(_origin) ? name : name + "." + _origin;
    }
}
