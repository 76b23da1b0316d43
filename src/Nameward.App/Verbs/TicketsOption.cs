using System.Collections.Immutable;
using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Tickets;
using Nameward.Engine.Observations;

namespace Nameward.App.Verbs;

/// <summary>The flag that names change requests, and the file of them that the site file names.</summary>
static class TicketsOption
{
    const string Flag = "--tickets";

    /// <summary>The flag.</summary>
    public static Option<string> Create() => new(Flag) { Description = "Change requests (CSV or JSON of ServiceNow or Jira), against which changes are held.", HelpName = "FILE" };

    /// <summary>Reads the file that was named, else the site's; null where there is neither, or it cannot be read, with the mistakes added.</summary>
    public static TicketBook? Read(string? named, EvidenceRequest request, List<Mistake> mistakes)
    {
        if (named is not null)
        {
            return Checked.Try<TicketBook?>(() => Read(named, new() { Name = $"{Flag} {named}", File = named, Zone = request.Zone, Dates = request.Dates }), null, mistakes);
        }
        return request.Site.Settings.Tickets is not { } site ? null : Checked.Try<TicketBook?>(() => Read(site.File, new()
        {
            Name = $"tickets.file: {site.File}",
            File = site.File,
            Layout = site.Layout,
            Zone = site.Zone is { } zone ? TimeZoneName.Find("tickets.timezone", zone) : request.Zone,
            Dates = request.Dates,
            Columns = site.Columns.ToImmutableDictionary(column => Enum.Parse<TicketColumn>(column.Key, ignoreCase: true), column => column.Value),
        }), null, mistakes);
    }

    static TicketBook Read(string path, TicketReading reading)
    {
        if (Directory.Exists(path))
        {
            throw new UserError($"{reading.Name}: this is a folder", null, "name a file");
        }
        if (!File.Exists(path))
        {
            var missing = NearNames.MissingPath(path);
            throw new UserError($"{reading.Name}: there is no such file", missing.Here, missing.Do is { } near ? $"{Flag} {near}" : "export the change requests as CSV (docs/changes.md)");
        }
        try
        {
            if (new FileInfo(path).Length > TicketFile.MostBytes)
            {
                throw new UserError($"{reading.Name}: larger than {TicketFile.MostBytes >> 20} MiB", null, "export the change requests of the time of the evidence alone");
            }
            return TicketFile.Read(File.ReadAllBytes(path), reading);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{reading.Name}: this user may not read the file", null, "give read access to it, or copy it");
        }
    }
}
