using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>The SHA-256 of all that was set for a run: two runs of the same sum judge the same evidence alike.</summary>
static class ConfigurationSum
{
    /// <summary>The sum, in hexadecimal digits.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="site">What the site says of itself.</param>
    /// <param name="indicators">What intelligence says.</param>
    /// <param name="normal">What is normal at the site; null where that is not known.</param>
    /// <param name="map">The sum of the mapping by which files were read; null where there was none.</param>
    /// <param name="places">Where addresses stand.</param>
    public static string Of(Policy policy, SiteFacts site, Indicators indicators, Baseline? normal, string? map, IPlaces places)
    {
        var text = new StringBuilder().Append(Product.Version).Append('\n').Append(policy.Version).Append(policy.Sha256 is { } own ? $" {own}" : "").Append('\n').Append(site.Canonical);
        text.AppendJoin("", indicators.All.Select(feed => string.Create(CultureInfo.InvariantCulture,
            $"\n{feed.Name} {feed.Settings.Use} {feed.Settings.Trust} {feed.Settings.Expires} {feed.Pack.Sum:x16} {string.Join(',', feed.Sightings.Select(sighting => $"{sighting.Key} {sighting.Value:O}"))}")));
        text.Append(normal is null ? "" : $"\n{Convert.ToHexStringLower(SHA256.HashData(StoredBaseline.Write(normal)))}").Append(map is null ? "" : $"\nmap {map}");
        text.AppendJoin("", places.Sources.Select(source => string.Create(CultureInfo.InvariantCulture, $"\nplaces {source.Type.As(type => WyHash.Of(MemoryMarshal.AsBytes(type), seed: 0)):x16} {source.Built:O}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
