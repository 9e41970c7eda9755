namespace O2.Protocol.Mdns;

// How a service comes by its name, keeps it and loses it (RFC 6762 sections 8 and 9).
public sealed partial class MdnsResponder
{
    private void Probe(LocalTime now, Registration registration, double wait = 0)
    {
        Release(registration);
        _claims[registration.InstanceName] = registration;
        registration.Enter(Registration.Phase.Probing, now + wait + _random.NextDouble() * MdnsProtocol.ProbeInterval);
        WakeAt(registration.Deadline);
    }

    private void Announce(LocalTime now, Registration registration)
    {
        _claims[registration.InstanceName] = registration;
        registration.Enter(Registration.Phase.Announcing, now);
        foreach (PublishedRecord published in registration.Records)
            MakeAnswerable(published);
        if (!_types.ContainsKey(registration.TypeName))
        {
            var type = new PublishedRecord(new PtrRecord(MdnsNames.AllTypes, MdnsProtocol.OtherTtl, registration.TypeName));
            _types.Add(registration.TypeName, type);
            MakeAnswerable(type);
        }
        WakeAt(now);
    }

    private void StandBy(LocalTime now, Registration registration)
    {
        Release(registration);
        registration.Enter(Registration.Phase.StandingBy, now + MdnsProtocol.StandByInterval * (0.75 + _random.NextDouble() / 2));
        WakeAt(registration.Deadline);
    }

    // Takes the name and records of a registration out of use. The list of types is kept: other processes on this host may offer the same type.
    private void Release(Registration registration)
    {
        if (_claims.TryGetValue(registration.InstanceName, out Registration? holder) && holder == registration)
            _claims.Remove(registration.InstanceName);
        foreach (PublishedRecord published in registration.Records)
            MakeUnanswerable(published);
    }

    private void GiveWay(LocalTime now, Registration registration)
    {
        if (registration.Service.Claim == NameClaim.StandBy)
        {
            StandBy(now, registration);
            return;
        }
        Release(registration);
        do registration.Rename(MdnsNames.Alternative(registration.Name));
        while (_claims.ContainsKey(registration.InstanceName));
        Probe(now, registration, registration.Conflicts > MdnsProtocol.MaxConflicts ? MdnsProtocol.ConflictPause : 0);
    }

    private void Advance(LocalTime now, Registration registration)
    {
        switch (registration.State)
        {
            case Registration.Phase.Probing when registration.Step < MdnsProtocol.Probes:
                registration.Step++;
                registration.Deadline = now + MdnsProtocol.ProbeInterval;
                _writer.TryAdd(new DnsQuestion(registration.InstanceName, DnsRecordType.Any));
                foreach (DnsRecord record in ProbedRecords(registration))
                    _writer.TryAddAuthority(record);
                _datagrams.Enqueue(_writer.FinishQuery());
                break;
            case Registration.Phase.Probing:
                Announce(now, registration);
                Advance(now, registration);
                break;
            case Registration.Phase.Announcing:
                SendAnnouncement(now, registration);
                if (++registration.Step < MdnsProtocol.Announcements)
                    registration.Deadline = now + MdnsProtocol.AnnouncementInterval;
                else
                    registration.Enter(Registration.Phase.Established, LocalTime.Never);
                break;
            case Registration.Phase.StandingBy when !_claims.ContainsKey(registration.InstanceName):
                Probe(now, registration);
                break;
            case Registration.Phase.StandingBy:
                StandBy(now, registration);
                break;
        }
    }

    // The records that only one host can have, in the order of the comparison of section 8.2 reversed, as Avahi sends them.
    private static IEnumerable<DnsRecord> ProbedRecords(Registration registration)
    {
        yield return registration.Server.Record with { CacheFlush = false };
        yield return registration.Text.Record with { CacheFlush = false };
    }

    private void HandleResponse(LocalTime now, DnsMessage message)
    {
        foreach (DnsRecord record in message.Answers)
            CheckClaim(now, record);
        foreach (DnsRecord record in message.Additionals)
            CheckClaim(now, record);
    }

    private void CheckClaim(LocalTime now, DnsRecord record)
    {
        if (record.Type is not (DnsRecordType.Srv or DnsRecordType.Txt))
            return;
        if (record.Ttl == 0)
        {
            WakeStandBys(now, record.Name);
            return;
        }
        if (!_claims.TryGetValue(record.Name, out Registration? registration))
            return;
        foreach (PublishedRecord ours in registration.Records)
        {
            if (ours.Record.Type == record.Type && ours.Record.Name.Equals(record.Name) && !ours.Record.SaysTheSameAs(record))
            {
                OnConflict(now, registration);
                return;
            }
        }
    }

    private void WakeStandBys(LocalTime now, DnsName name)
    {
        foreach (Registration registration in _registrations)
        {
            if (registration.State == Registration.Phase.StandingBy && registration.InstanceName.Equals(name))
            {
                registration.Deadline = now;
                WakeAt(now);
            }
        }
    }

    private void OnConflict(LocalTime now, Registration registration)
    {
        registration.Conflicts = now - registration.LastConflict > MdnsProtocol.ConflictWindow ? 1 : registration.Conflicts + 1;
        registration.LastConflict = now;
        if (registration.State == Registration.Phase.Probing)
            GiveWay(now, registration);
        else
            Probe(now, registration);
    }

    // Two hosts probe for one name at the same moment: the one with the greater records goes on (section 8.2).
    private void HandleRivalProbe(LocalTime now, DnsMessage message, DnsQuestion question)
    {
        if (!_claims.TryGetValue(question.Name, out Registration? registration) || registration.State != Registration.Phase.Probing)
            return;
        List<byte[]> theirs = Comparable(message.Authorities, question.Name), ours = Comparable(ProbedRecords(registration), question.Name);
        int order = 0;
        for (int i = 0; order == 0 && i < theirs.Count && i < ours.Count; i++)
            order = theirs[i].AsSpan().SequenceCompareTo(ours[i]);
        if (order == 0)
            order = theirs.Count - ours.Count;
        if (order > 0)
            Probe(now, registration, MdnsProtocol.LostProbeWait);
    }

    // Class (always 1) and type in front of the data, so that plain byte order is the order of section 8.2.
    private static List<byte[]> Comparable(IEnumerable<DnsRecord> records, DnsName name)
    {
        var keys = new List<byte[]>();
        foreach (DnsRecord record in records)
        {
            if (record.Name.Equals(name))
                keys.Add([(byte)((ushort)record.Type >> 8), (byte)record.Type, .. record.GetData()]);
        }
        keys.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        return keys;
    }
}
