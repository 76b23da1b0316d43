using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Baselines;

/// <summary>
/// A baseline as one file: JSON, schema <c>nameward/baseline/1</c> (docs/baseline.md). The same days give the same bytes. It holds addresses of clients, and zones only as hashes
/// of 64 bits with a known seed: who has a list of names can try them.
/// </summary>
static class BaselineFile
{
    /// <summary>The schema that this program writes.</summary>
    public const string Schema = "nameward/baseline/1";

    /// <summary>Most client-days of one role and day that a file may tell of: more than any site has, and few enough that all of them can be added up.</summary>
    const int MostClientDays = 10_000_000;

    const string DateForm = "yyyy-MM-dd";

    /// <summary>The file.</summary>
    public static byte[] Write(Baseline baseline)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            WriteArray(json, "measures", HostMeasure.OfDay, (to, measure) => to.WriteStringValue(measure.Id));
            WriteArray(json, "days", baseline.Days, Day);
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    /// <exception cref="InvalidOperationException">A part is not of the kind that it should be.</exception>
    /// <exception cref="KeyNotFoundException">A part is missing.</exception>
    public static Baseline Read(JsonElement file)
    {
        var places = PlacesOf([.. file.GetProperty("measures").EnumerateArray().Select(Text)]);
        var days = file.GetProperty("days").EnumerateArray().Select(day => Day(day, places)).ToList();
        Require(days.Count <= Baseline.MostDays && days.Zip(days.Skip(1)).All(pair => pair.First.Day < pair.Second.Day), "its days are too many, or out of order");
        return Baseline.Empty.With(days);
    }

    /// <summary>The word of a role.</summary>
    public static string Word(HostRole role) => role switch
    {
        HostRole.Mail => "mail",
        HostRole.Scanner => "scanner",
        HostRole.Resolver => "resolver",
        HostRole.DomainController => "domain-controller",
        _ => "workstation",
    };

    static void Day(Utf8JsonWriter json, BaselineDay day)
    {
        json.WriteStartObject();
        json.WriteString("day", Baseline.DateOf(day.Day).ToString(DateForm, CultureInfo.InvariantCulture));
        json.WriteNumber("leftOut", day.LeftOut);
        json.WriteStartObject("roles");
        foreach (var (role, histograms) in day.Roles)
        {
            WriteArray(json, Word(role), histograms, Histogram);
        }
        json.WriteEndObject();
        json.WriteNumber("zonesHalved", day.Halvings);
        json.WriteString("sharedZones", Base64(day.SharedZones));
        WriteArray(json, "clients", day.Clients, Client);
        json.WriteEndObject();
    }

    static void Histogram(Utf8JsonWriter json, Histogram histogram)
    {
        json.WriteStartArray();
        foreach (var (bin, count) in histogram.Bins)
        {
            json.WriteNumberValue(bin);
            json.WriteNumberValue(count);
        }
        json.WriteEndArray();
    }

    static void Client(Utf8JsonWriter json, BaselineClient client)
    {
        json.WriteStartObject();
        json.WriteString("client", client.Client.ToString());
        json.WriteString("role", Word(client.Role));
        WriteArray(json, "values", client.Values, (to, value) => to.WriteNumberValue(value));
        json.WriteString("zones", Base64(client.Zones));
        json.WriteEndObject();
    }

    static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }
        json.WriteEndArray();
    }

    static string Base64(ImmutableArray<ulong> hashes)
    {
        var bytes = new byte[hashes.Length * sizeof(ulong)];
        for (var i = 0; i < hashes.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
        }
        return Convert.ToBase64String(bytes);
    }

    static BaselineDay Day(JsonElement json, int[] places)
    {
        var day = new BaselineDay
        {
            Day = DayNumber(Text(json.GetProperty("day"))),
            LeftOut = Count(json.GetProperty("leftOut"), MostClientDays),
            Halvings = Count(json.GetProperty("zonesHalved"), BaselineDay.MostHalvings),
            SharedZones = Hashes(json.GetProperty("sharedZones")),
            Clients = [.. json.GetProperty("clients").EnumerateArray().Select(client => Client(client, places))],
        };
        Require(day.Clients.Length <= BaselineDay.MostClients, "a day has more clients than are kept");
        foreach (var role in json.GetProperty("roles").EnumerateObject())
        {
            Fill(day.OfRole(RoleOf(role.Name)), [.. role.Value.EnumerateArray()], places);
        }
        return day;
    }

    static void Fill(Histogram[] histograms, JsonElement[] from, int[] places)
    {
        Require(from.Length == places.Length, "a role lacks a measure");
        foreach (var (bins, place) in from.Zip(places))
        {
            int[] pairs = [.. bins.EnumerateArray().Select(bin => Count(bin))];
            Require(pairs.Length % 2 == 0, "a histogram is cut off");
            for (var i = 0; i < pairs.Length; i += 2)
            {
                Require(pairs[i] < LogBins.Count, "a histogram has a bin that there is not");
                histograms[place].AddTo(pairs[i], pairs[i + 1]);
            }
        }
        Require(histograms.All(histogram => histogram.Total == histograms[0].Total && histogram.Total <= MostClientDays), "the measures of a role do not count the same client-days");
    }

    static BaselineClient Client(JsonElement json, int[] places)
    {
        Require(Address.TryParse(System.Text.Encoding.UTF8.GetBytes(Text(json.GetProperty("client"))), out var address), "a client has no address");
        int[] values = [.. json.GetProperty("values").EnumerateArray().Select(value => Count(value))];
        Require(values.Length == 0 || values.Length == places.Length, "a client lacks a measure");
        return new(address, RoleOf(Text(json.GetProperty("role"))), values.Length == 0 ? [] : [.. places.Select((place, at) => (place, Value: values[at])).OrderBy(value => value.place).Select(value => value.Value)],
            Hashes(json.GetProperty("zones")));
    }

    /// <summary>Where each measure of the file stands here: all of them must be known, in any order.</summary>
    static int[] PlacesOf(string[] ids)
    {
        int[] places = [.. ids.Select(id => HostMeasure.OfDay.FirstOrDefault(measure => measure.Id == id)?.Place ?? throw new FormatException("it counts something that this version does not"))];
        Require(places.Distinct().Count() == HostMeasure.OfDay.Length && places.Length == HostMeasure.OfDay.Length, "it does not count what this version does");
        return places;
    }

    static ImmutableArray<ulong> Hashes(JsonElement json)
    {
        var bytes = json.GetBytesFromBase64();
        Require(bytes.Length % sizeof(ulong) == 0 && bytes.Length / sizeof(ulong) <= BaselineDay.MostZones, "a list of zones is cut off or too long");
        return [.. Enumerable.Range(0, bytes.Length / sizeof(ulong)).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong))))];
    }

    static HostRole RoleOf(string word) => Enum.GetValues<HostRole>().Cast<HostRole?>().FirstOrDefault(role => Word(role!.Value) == word) ?? throw new FormatException("it has a role that this version does not know");

    static ushort DayNumber(string text)
    {
        Require(DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date), "a day has no date");
        var number = date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        Require(number is > 0 and <= ushort.MaxValue, "a day lies outside of the years 1970 to 2149");
        return (ushort)number;
    }

    static int Count(JsonElement json, int most = int.MaxValue)
    {
        Require(json.TryGetInt32(out var count) && count >= 0 && count <= most, "a count is none");
        return count;
    }

    static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("a text is missing");

    static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
