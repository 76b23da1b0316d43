using System.Globalization;
using System.Text.Json;

namespace Nameward.App.Feeds;

/// <summary>
/// The objects of a TAXII collection, each once, by id: the newest version of each (STIX 2.1 section 3.6), and of two that are as new the one that is
/// revoked. A version that is revoked takes the place of those before it.
/// </summary>
sealed class StixObjects(FetchLimits limits)
{
    readonly SortedDictionary<string, Version> _newest = new(StringComparer.Ordinal);
    long _bytes;

    /// <summary>Whether anything is otherwise than after <see cref="ReadKept"/>.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Takes what was kept of an earlier time.</summary>
    /// <param name="bundle">A STIX bundle, as <see cref="Write"/> wrote it.</param>
    public void ReadKept(ReadOnlyMemory<byte> bundle)
    {
        using var json = HostileJson.Parse(bundle);
        if (json.RootElement.TryGetProperty("objects", out var objects) && objects.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in objects.EnumerateArray())
            {
                Take(item);
            }
        }
        IsChanged = false;
    }

    /// <summary>Takes one object.</summary>
    /// <returns>Whether it is new, or newer than what was there.</returns>
    /// <exception cref="FeedFault">They are too large altogether.</exception>
    public bool Take(JsonElement item)
    {
        if (HostileJson.Text(item, "id") is not { Length: > 0 } id)
        {
            return false;
        }
        var raw = item.GetRawText();
        var version = new Version(raw, Time(item, "modified") ?? Time(item, "created") ?? DateTime.MinValue, item.TryGetProperty("revoked", out var revoked) && revoked.ValueKind == JsonValueKind.True);
        if (_newest.TryGetValue(id, out var old) && (old.Json == raw || !version.IsNewer(old)))
        {
            return false;
        }
        _newest[id] = version;
        if ((_bytes += raw.Length - (old.Json?.Length ?? 0)) > limits.Unpacked)
        {
            throw new FeedFault($"the collection is larger than {FeedWords.Size(limits.Unpacked)}");
        }
        return IsChanged = true;
    }

    /// <summary>All of them as one bundle (STIX 2.1 section 8), by id; the same objects give the same bytes.</summary>
    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "bundle");
            json.WriteString("id", "bundle--00000000-0000-4000-8000-000000000000");
            json.WriteStartArray("objects");
            foreach (var version in _newest.Values)
            {
                json.WriteRawValue(version.Json, skipInputValidation: true);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    static DateTime? Time(JsonElement item, string name) =>
        DateTime.TryParse(HostileJson.Text(item, name), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    readonly record struct Version(string Json, DateTime Modified, bool IsRevoked)
    {
        public bool IsNewer(Version old) => Modified > old.Modified || Modified == old.Modified && (IsRevoked || !old.IsRevoked);
    }
}
