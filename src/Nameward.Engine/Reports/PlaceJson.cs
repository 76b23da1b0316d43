using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence;

namespace Nameward.Engine.Reports;

/// <summary>Places of addresses as JSON.</summary>
static class PlaceJson
{
    /// <summary>The field <c>place</c>: null where nothing is known.</summary>
    public static void Write(Utf8JsonWriter json, Place? place)
    {
        if (place is null)
        {
            json.WriteNull("place");
            return;
        }
        json.WriteStartObject("place");
        TriageJson.Number(json, "asn", place.Asn);
        EscapeJson.Write(json, "organisation", place.Organisation.IsEmpty ? null : place.Organisation);
        EscapeJson.Write(json, "country", place.Country.IsEmpty ? null : place.Country);
        json.WriteEndObject();
    }

    /// <summary>An address with its place.</summary>
    public static void Write(Utf8JsonWriter json, PlacedAddress address)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "address", address.Address);
        Write(json, address.Place);
        json.WriteEndObject();
    }
}
