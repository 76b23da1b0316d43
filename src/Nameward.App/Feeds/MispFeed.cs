using System.Collections.Immutable;
using System.Text.Json;

namespace Nameward.App.Feeds;

/// <summary>
/// A feed as MISP publishes it (misp-project.org, MISP standard "core format", feed layout): <c>manifest.json</c>, which names events, and one file
/// <c>UUID.json</c> for each. Read as one content, the list of events that a MISP server gives for a search.
/// </summary>
static class MispFeed
{
    /// <summary>The file that names the events.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>Reads a folder.</summary>
    /// <exception cref="FeedFault">A file is not there, or is none.</exception>
    public static byte[] OfFolder(string folder, FetchLimits limits)
    {
        var named = Named(FeedFiles.Read(Path.Combine(folder, Manifest), limits.Unpacked), limits);
        var events = new Events(limits);
        foreach (var (id, _) in named)
        {
            events.Add(FeedFiles.Read(Path.Combine(folder, id + ".json"), limits.Unpacked), id);
        }
        return events.Write();
    }

    /// <summary>Reads a feed on the web; events that are held already in the version that the manifest names are not asked for again.</summary>
    /// <param name="manifest">URL of the manifest.</param>
    /// <param name="content">The manifest's content.</param>
    /// <param name="kept">What was read the last time; null for nothing.</param>
    /// <param name="get">Asks for a file beside the manifest.</param>
    /// <param name="limits">The bounds.</param>
    /// <exception cref="FeedFault">An event did not come, or is none.</exception>
    public static async Task<byte[]> OfWeb(Uri manifest, byte[] content, byte[]? kept, Func<Uri, Task<byte[]>> get, FetchLimits limits)
    {
        var held = kept is null ? [] : Held(kept);
        var events = new Events(limits);
        foreach (var (id, timestamp) in Named(content, limits))
        {
            if (held.TryGetValue(id, out var old) && old.Timestamp == timestamp && timestamp.Length > 0)
            {
                events.AddHeld(old.Json);
            }
            else
            {
                events.Add(await get(new(manifest, id + ".json")).ConfigureAwait(false), id);
            }
        }
        return events.Write();
    }

    // Ids are UUIDs and nothing else, for they become names of files.
    static ImmutableSortedDictionary<string, string> Named(ReadOnlyMemory<byte> manifest, FetchLimits limits)
    {
        using var json = HostileJson.Parse(manifest);
        var named = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var item in json.RootElement.EnumerateObject())
        {
            if (!Guid.TryParseExact(item.Name, "D", out var id))
            {
                throw new FeedFault($"{Manifest} names something that is no UUID of an event");
            }
            named[id.ToString("D")] = Timestamp(item.Value);
            if (named.Count > limits.Pages)
            {
                throw new FeedFault($"{Manifest} names more than {FeedWords.Count(limits.Pages)} events");
            }
        }
        return named.ToImmutable();
    }

    static Dictionary<string, (string Timestamp, string Json)> Held(byte[] kept)
    {
        var held = new Dictionary<string, (string, string)>();
        using var json = HostileJson.Parse(kept);
        if (json.RootElement.TryGetProperty("response", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray().Where(item => item.TryGetProperty("Event", out _)))
            {
                var inner = item.GetProperty("Event");
                held[HostileJson.Text(inner, "uuid").ToLowerInvariant()] = (Timestamp(inner), item.GetRawText());
            }
        }
        return held;
    }

    static string Timestamp(JsonElement item) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("timestamp", out var time)
        ? time.ValueKind == JsonValueKind.Number ? time.GetRawText() : HostileJson.Text(item, "timestamp") : "";

    sealed class Events(FetchLimits limits)
    {
        readonly List<string> _all = [];
        long _bytes;

        public void Add(ReadOnlyMemory<byte> content, string id)
        {
            using var json = HostileJson.Parse(content);
            AddHeld(json.RootElement.TryGetProperty("Event", out _) ? json.RootElement.GetRawText() : throw new FeedFault($"{id}.json is no event of MISP"));
        }

        public void AddHeld(string raw)
        {
            _all.Add(raw);
            if ((_bytes += raw.Length) > limits.Unpacked)
            {
                throw new FeedFault($"the events are larger than {FeedWords.Size(limits.Unpacked)}");
            }
        }

        public byte[] Write()
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                json.WriteStartArray("response");
                foreach (var raw in _all)
                {
                    json.WriteRawValue(raw, skipInputValidation: true);
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            return bytes.ToArray();
        }
    }
}
