import { type Concept, concept } from './concept.ts';

export const locationKinds = [
  concept('region', 'Region', 'إقليم'),
  concept('country', 'Country', 'بلد'),
  concept('governorate', 'Governorate', 'محافظة'),
  concept('district', 'District', 'قضاء'),
  concept('city', 'City', 'مدينة'),
  concept('town', 'Town', 'بلدة'),
  concept('site', 'Site', 'موقع'),
  concept('sea', 'Sea', 'بحر'),
  concept('other', 'Other', 'أخرى'),
] as const satisfies readonly Concept[];

export const locationRoles = [
  concept('place', 'Place', 'مكان الحدث'),
  concept('origin', 'Origin', 'مكان الانطلاق'),
  concept('destination', 'Destination', 'الوجهة'),
  concept('target', 'Target', 'المكان المستهدف'),
] as const satisfies readonly Concept[];

export const locationPrecisions = [
  concept('exact', 'Exact', 'محدد بدقة'),
  concept('near', 'Near', 'بالقرب من المكان'),
  concept('district', 'District only', 'على مستوى القضاء'),
  concept('governorate', 'Governorate only', 'على مستوى المحافظة'),
  concept('country', 'Country only', 'على مستوى البلد'),
  concept('region', 'Region or sea only', 'على مستوى الإقليم أو البحر'),
] as const satisfies readonly Concept[];
